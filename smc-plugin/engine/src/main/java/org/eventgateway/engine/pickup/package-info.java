/**
 * Pick-up: watches the folder of a source and reads the files that arrive there, one after the other, oldest first.
 *
 * <p>Decisions. <b>Polling,</b> because exports arrive over FTP and network mounts, where a kernel's notices do not. <b>A file is known by
 * its name and the digest of all its content:</b> the same name with other content is another file, and a file that was cut off by a
 * crash goes on at its checkpoint. A mark that it was read to the end is stored with its last records, and forgotten when the file has
 * been moved: whoever puts a file back wants it read again; what was delivered is then recognised by its message ids, as long as
 * {@code gateway.repeat-window} says. <b>A file with a single refused record goes to the failed folder,</b> beside it a report that names
 * each: its good records are delivered, and an empty failed folder means that nothing needs a look. <b>The report of a file that was cut
 * off is made by reading it once more</b> without storing anything, so that it is complete whenever the crash came.
 */
package org.eventgateway.engine.pickup;
