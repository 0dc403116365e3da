package org.eventgateway.plugin.source;

import java.io.IOException;

/** Takes the records of persons that {@link Source#find} finds in a file. For the thread that called it only. */
@FunctionalInterface
public interface PersonRecords {

    /**
     * Takes one record.
     *
     * @param userId whose it is
     * @param offset how many bytes of the file stand before it
     * @param blanks as many bytes as it has, to be written over it: they leave no record there, and all others where they are
     * @throws IOException if the file cannot be written to
     */
    void found(String userId, long offset, byte[] blanks) throws IOException;

    /**
     * Takes a further part of the record that was found last: of one that is too long to be held, or has lines that stay apart.
     *
     * @param userId whose it is
     * @param offset how many bytes of the file stand before the part
     * @param blanks as many bytes as the part has, to be written over it
     * @throws IOException if the file cannot be written to
     */
    default void further(String userId, long offset, byte[] blanks) throws IOException {
        found(userId, offset, blanks);
    }
}
