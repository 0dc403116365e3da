package org.eventgateway.smc.source;

/** How an input is written. */
public enum Format {
    /** By the name of a file, or the content type of a request. */
    AUTO,
    CSV,
    JSON
}
