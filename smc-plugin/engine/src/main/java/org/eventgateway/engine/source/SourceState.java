package org.eventgateway.engine.source;

/** What a source is doing. */
public enum SourceState {
    /** It takes requests and, if it has a folder, files. */
    RECEIVING,
    /** Its folder cannot be used, or the event log takes nothing; it goes on by itself when that is over. Nothing is lost. */
    WAITING,
    /** Its settings are wrong; nothing is taken. */
    BAD_SETTINGS,
    /** The gateway was closed. */
    STOPPED
}
