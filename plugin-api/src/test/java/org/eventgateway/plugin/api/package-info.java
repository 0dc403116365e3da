/**
 * Keeps the contract stable: its public face is written down, one line a member, in {@code src/test/api/plugin-api.txt}, and the
 * build fails when the two differ.
 *
 * <p>Decision: a text that a reviewer reads in the diff of a change, not a comparison with a released jar. A removal is seen at
 * once, and an addition is seen too, because whatever is once public stays.
 */
package org.eventgateway.plugin.api;
