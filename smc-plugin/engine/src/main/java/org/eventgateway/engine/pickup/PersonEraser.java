package org.eventgateway.engine.pickup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.plugin.source.Input;
import org.eventgateway.plugin.source.InputRefusedException;
import org.eventgateway.plugin.source.PersonRecords;

/**
 * Writes blanks over the records of persons in the files that were read. In place: a file of gigabytes is only read, what lies behind a
 * record stays where reports say it is, and the bytes are gone from the disk. Done twice it does the same.
 */
final class PersonEraser {
    private final SourceConnection connection;
    private final Inbox inbox;
    private final Stop stop;

    PersonEraser(SourceConnection connection, Inbox inbox, Stop stop) {
        this.connection = connection;
        this.inbox = inbox;
        this.stop = stop;
    }

    /** Goes through all files, and counts how many records of whom it writes over. */
    void erase(Predicate<String> isAsked, Map<String, Long> erased) throws IOException {
        for (Path file : inbox.read()) {
            try {
                erase(file, isAsked, erased);
            } catch (NoSuchFileException e) {
                // Its owner has taken it away meanwhile.
            }
        }
    }

    private void erase(Path file, Predicate<String> isAsked, Map<String, Long> erased) throws IOException {
        try (Overwriting overwriting = new Overwriting(file, erased);
                InputStream in = new StoppableStream(Inbox.open(file), stop)) {
            connection.find(new Input(Inbox.nameOf(file), Map.of(), in, Optional.empty()), isAsked, overwriting);
        } catch (InputRefusedException e) {
            // The source cannot even begin with it; it lies in the failed folder for that.
        }
    }

    /** Opens the file for writing only if there is something to write. */
    private static final class Overwriting implements PersonRecords, AutoCloseable {
        private final Path file;
        private final Map<String, Long> erased;
        private Optional<FileChannel> channel = Optional.empty();

        Overwriting(Path file, Map<String, Long> erased) {
            this.file = file;
            this.erased = erased;
        }

        @Override
        public void found(String userId, long offset, byte[] blanks) throws IOException {
            further(userId, offset, blanks);
            erased.merge(userId, 1L, Long::sum);
        }

        @Override
        public void further(String userId, long offset, byte[] blanks) throws IOException {
            FileChannel open = channel.isPresent()
                    ? channel.get()
                    : FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            channel = Optional.of(open);
            ByteBuffer left = ByteBuffer.wrap(blanks);
            while (left.hasRemaining()) {
                open.write(left, offset + left.position());
            }
        }

        @Override
        public void close() throws IOException {
            if (channel.isPresent()) {
                try (FileChannel open = channel.get()) {
                    open.force(true);
                }
            }
        }
    }
}
