package org.eventgateway.smc.source.record;

import java.io.IOException;
import java.util.Optional;

/**
 * Finds where CSV records end (RFC 4180: a quote counts at the beginning of a field; inside quotes two stand for one, and line breaks
 * belong to the field). For one thread.
 */
final class CsvFrames {
    private static final int NO_QUOTE = -3;

    private final Window window;
    private final int delimiter;
    private final int quote;
    private final int cap;
    private long record;
    private int pending;
    private int firstLine;
    private boolean givenUp;

    CsvFrames(Window window, CsvFormat format) {
        this.window = window;
        this.delimiter = format.delimiter();
        this.quote = format.quote().map(character -> (int) character).orElse(NO_QUOTE);
        this.cap = format.mostBytes();
    }

    /** The next frame, empty lines left out; empty at the end. */
    Optional<Frame> next() throws IOException {
        settle();
        window.endGivenUp();
        for (int lineBreak = window.lineBreak(0); lineBreak > 0; lineBreak = window.lineBreak(0)) {
            window.advance(lineBreak);
        }
        if (window.at(0) == Window.END) {
            return Optional.empty();
        }
        record++;
        return Optional.of(scan(new Place(window.line(), record, false)));
    }

    /** The last frame is no record that can be told whose it is. */
    void giveUp() {
        givenUp = true;
    }

    /** Gives up only the first line of the last frame, if it had several: what looked like one record was none. */
    void backToSecondLine() {
        giveUp();
        if (firstLine > 0) {
            pending = firstLine;
        }
    }

    ResumePoint resumePoint() throws IOException {
        settle();
        return new ResumePoint(window.offset(), window.line(), record, false);
    }

    void resumeAt(ResumePoint point) throws IOException {
        settle();
        window.jumpTo(point.offset(), point.line());
        record = point.record();
    }

    private void settle() throws IOException {
        window.stepOver(pending, givenUp);
        givenUp = false;
        pending = 0;
        firstLine = 0;
    }

    private Frame scan(Place place) throws IOException {
        boolean quoted = false;
        boolean fieldStart = true;
        int i = 0;
        while (true) {
            int unit = window.at(i);
            if (unit < 0) {
                return unit == Window.END ? atEnd(place, i, quoted) : tooLong(place);
            }
            int lineBreak = unit == '\n' || unit == '\r' ? window.lineBreak(i) : 0;
            if (quoted) {
                if (unit == quote && window.at(i + 1) == quote) {
                    i++;
                } else if (unit == quote) {
                    quoted = false;
                } else if (lineBreak > 0 && firstLine == 0) {
                    firstLine = i + lineBreak;
                }
                i += Math.max(1, lineBreak);
            } else if (lineBreak > 0) {
                pending = i + lineBreak;
                return Frame.of(place, window.offset(), window.copy(i));
            } else {
                quoted = fieldStart && unit == quote;
                fieldStart = unit == delimiter;
                i++;
            }
        }
    }

    private Frame atEnd(Place place, int length, boolean quoted) {
        pending = length;
        if (quoted) {
            backToSecondLine();
            return Frame.fault(place, Faults.quoteNotClosed(place));
        }
        return Frame.of(place, window.offset(), window.copy(length));
    }

    private Frame tooLong(Place place) throws IOException {
        if (firstLine > 0) {
            backToSecondLine();
            return Frame.fault(place, Faults.quoteNotClosed(place));
        }
        window.giveUpLine();
        return Frame.fault(place, Faults.tooLong(place, cap));
    }
}
