package org.eventgateway.smc.source.record;

import java.io.IOException;
import java.util.Optional;
import org.eventgateway.plugin.Reason;

/**
 * Finds where JSON records end: one object, objects one after the other (lines or not), or the elements of an array. For one thread.
 *
 * <p>Outside of an array a line break inside a string, which JSON forbids, or an object that never ends costs one line: the next
 * line is most likely the next record. Inside of an array nothing but the nesting tells where an element ends.
 */
final class JsonFrames {
    private final Window window;
    private final int cap;
    private long record;
    private boolean inArray;
    private boolean searching;
    private int pending;
    private int firstLine;
    private boolean givenUp;

    JsonFrames(Window window, int cap) {
        this.window = window;
        this.cap = cap;
    }

    void resumeAt(ResumePoint point) throws IOException {
        window.jumpTo(point.offset(), point.line());
        record = point.record();
        inArray = point.inArray();
    }

    /** The next frame; empty at the end. */
    Optional<Frame> next() throws IOException {
        settle();
        int unit = nextStart();
        window.endGivenUp();
        if (unit == Window.END && !inArray) {
            return Optional.empty();
        }
        record++;
        Place place = new Place(window.line(), record, inArray);
        if (unit == Window.END) {
            return Optional.of(cutOff(place));
        }
        if (unit != '{') {
            return Optional.of(skipOther(place));
        }
        searching = false;
        return Optional.of(inArray ? element(place) : object(place));
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
            searching = true;
        }
    }

    ResumePoint resumePoint() throws IOException {
        settle();
        return new ResumePoint(window.offset(), window.line(), record, inArray);
    }

    private void settle() throws IOException {
        window.stepOver(pending, givenUp);
        givenUp = false;
        pending = 0;
        firstLine = 0;
    }

    /** Steps to the first unit of the next value, into and out of arrays. */
    private int nextStart() throws IOException {
        while (true) {
            int unit = window.at(0);
            if (unit == '[' && !inArray) {
                inArray = true;
                searching = false;
            } else if (unit == ']' && inArray) {
                inArray = false;
            } else if (searching && unit != '{' && unit != Window.END) {
                // The rest of a broken record over several lines: it has been reported once.
                window.giveUpLine();
                continue;
            } else if (!isBlank(unit) && !(unit == ',' && inArray)) {
                return unit;
            }
            window.advance(1);
        }
    }

    private Frame object(Place place) throws IOException {
        JsonShape shape = new JsonShape();
        for (int i = 0; ; i++) {
            int unit = window.at(i);
            if (unit < 0) {
                return unit == Window.END ? broken(place, i) : tooLong(place);
            }
            int lineBreak = unit == '\n' || unit == '\r' ? window.lineBreak(i) : 0;
            if (lineBreak > 0 && shape.inString()) {
                return broken(place, i + lineBreak);
            }
            if (lineBreak > 0 && firstLine == 0) {
                firstLine = i + lineBreak;
            }
            if (shape.endsWith(unit)) {
                pending = i + 1;
                return Frame.of(place, window.offset(), window.copy(pending));
            }
        }
    }

    private Frame broken(Place place, int length) {
        pending = length;
        backToSecondLine();
        return Frame.fault(place, Faults.brokenJson(place));
    }

    private Frame tooLong(Place place) throws IOException {
        if (firstLine > 0) {
            backToSecondLine();
        } else {
            window.giveUpLine();
        }
        return Frame.fault(place, Faults.tooLong(place, cap));
    }

    private Frame element(Place place) throws IOException {
        JsonShape shape = new JsonShape();
        boolean tooLong = false;
        int i = 0;
        while (true) {
            int unit = window.at(i);
            if (unit == Window.END) {
                pending = i;
                giveUp();
                return cutOff(place);
            }
            if (unit == Window.OVER) {
                window.giveUp(i);
                i = 0;
                tooLong = true;
                continue;
            }
            i++;
            if (shape.endsWith(unit)) {
                pending = i;
                if (tooLong) {
                    giveUp();
                    return Frame.fault(place, Faults.tooLong(place, cap));
                }
                return Frame.of(place, window.offset(), window.copy(i));
            }
        }
    }

    /** The input ends inside the array: said once, for the element that is missing or not whole. */
    private Frame cutOff(Place place) {
        inArray = false;
        return Frame.fault(place, Faults.arrayNotClosed(place));
    }

    /** Skips what is no object: to the end of the line, or of the element. */
    private Frame skipOther(Place place) throws IOException {
        Reason reason = Faults.notAnObject(place);
        if (!inArray) {
            window.giveUpLine();
            return Frame.fault(place, reason);
        }
        JsonShape shape = new JsonShape();
        boolean ended = false;
        while (!ended) {
            int unit = window.at(0);
            if (unit == Window.END) {
                return cutOff(place);
            }
            ended = shape.isOutside() && (unit == ',' || unit == ']');
            if (!ended) {
                ended = shape.endsWith(unit);
                window.giveUp(1);
            }
        }
        return Frame.fault(place, reason);
    }

    private static boolean isBlank(int unit) {
        return unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r';
    }
}
