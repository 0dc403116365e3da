package org.eventgateway.plugin.testkit;

import java.io.IOException;
import java.util.Optional;
import org.eventgateway.plugin.source.Checkpoint;
import org.eventgateway.plugin.source.EventSink;
import org.eventgateway.plugin.source.Input;

/** Sources with one fault each, of the kinds that are easily written. */
final class FaultySources {
    private FaultySources() {}

    @Breaks("everyGoodRecordYieldsAnEvent")
    static class RefusesAGoodRecord extends FakeSourceContract {
        RefusesAGoodRecord() {
            super(token -> new FakeSource(token) {
                @Override
                void line(String line, long number, EventSink sink) {
                    // takes the first line for a header
                    if (!line.equals("user=0")) {
                        super.line(line, number, sink);
                    }
                }
            });
        }
    }

    @Breaks("payloadsAreJsonObjects")
    static class WritesNoJson extends FakeSourceContract {
        WritesNoJson() {
            super(token -> new FakeSource(token) {
                @Override
                String payload(String line) {
                    return line;
                }
            });
        }
    }

    @Breaks("readingTwiceYieldsTheSameMessageIds")
    static class MakesIdsByTheInstance extends FakeSourceContract {
        MakesIdsByTheInstance() {
            super(token -> new FakeSource(token) {
                private boolean small;

                @Override
                public void read(Input input, EventSink sink) throws IOException {
                    // Only small inputs, so that what fails is not the resumed file.
                    int size = input.body().available();
                    small = size > 0 && size < 100;
                    super.read(input, sink);
                }

                @Override
                String id(String line, long number) {
                    return small ? System.identityHashCode(this) + "-" + line : super.id(line, number);
                }
            });
        }
    }

    @Breaks("differentRecordsHaveDifferentMessageIds")
    static class MakesIdsOfTooLittle extends FakeSourceContract {
        MakesIdsOfTooLittle() {
            super(token -> new FakeSource(token) {
                @Override
                String id(String line, long number) {
                    return "fake-" + line.substring(0, 6);
                }
            });
        }
    }

    @Breaks("aBadRecordDoesNotStopTheGoodOnes")
    static class StopsAtABadRecord extends FakeSourceContract {
        StopsAtABadRecord() {
            super(token -> new FakeSource(token) {
                private boolean stopped;

                @Override
                void line(String line, long number, EventSink sink) {
                    if (!stopped) {
                        super.line(line, number, sink);
                    }
                }

                @Override
                void bad(long number, EventSink sink) {
                    super.bad(number, sink);
                    stopped = true;
                }
            });
        }
    }

    @Breaks("aBadRecordIsReportedByItsPosition")
    static class DropsABadRecordInSilence extends FakeSourceContract {
        DropsABadRecordInSilence() {
            super(token -> new FakeSource(token) {
                @Override
                void bad(long number, EventSink sink) {
                    // nobody hears of it
                }
            });
        }
    }

    @Breaks("failuresOfTheStoreGetThrough")
    static class TakesABrokenStoreForABadRecord extends FakeSourceContract {
        TakesABrokenStoreForABadRecord() {
            super(token -> new FakeSource(token) {
                @Override
                public void read(Input input, EventSink sink) throws IOException {
                    try {
                        super.read(input, sink);
                    } catch (CollectingSink.StoreBrokenException e) {
                        bad(1, sink);
                    }
                }
            });
        }
    }

    @Breaks("anInputThatBreaksOffIsNotItsEnd")
    static class TakesABreakForTheEnd extends FakeSourceContract {
        TakesABreakForTheEnd() {
            super(token -> new FakeSource(token) {
                @Override
                public void read(Input input, EventSink sink) {
                    try {
                        super.read(input, sink);
                    } catch (IOException e) {
                        bad(1, sink);
                    }
                }
            });
        }
    }

    @Breaks("aRefusedInputIsRefusedAsAWhole")
    static class LetsEverybodyIn extends FakeSourceContract {
        LetsEverybodyIn() {
            super(token -> new FakeSource(token) {
                @Override
                boolean authorised(Input input) {
                    return true;
                }
            });
        }
    }

    @Breaks("inputsReadAtOnceDoNotMix")
    static class KeepsTheInputInAField extends FakeSourceContract {
        KeepsTheInputInAField() {
            super(token -> new FakeSource(token) {
                private String first = "";

                @Override
                String id(String line, long number) {
                    if (number == 1) {
                        first = line;
                    }
                    return first + "-" + line;
                }

                @Override
                long startAt(Optional<Checkpoint> checkpoint) {
                    // what a resumed read needs to know of the first line
                    first = "user=0";
                    return super.startAt(checkpoint);
                }
            });
        }
    }

    @Breaks("aLargeFileIsCommittedInParts")
    static class NeverCommits extends FakeSourceContract {
        NeverCommits() {
            super(token -> new FakeSource(token) {
                @Override
                void commit(EventSink sink, long number) {
                    // all in memory
                }
            });
        }
    }

    @Breaks("anInterruptedFileIsResumedWithoutGapOrRepeat")
    static class ResumesOneTooEarly extends FakeSourceContract {
        ResumesOneTooEarly() {
            super(token -> new FakeSource(token) {
                @Override
                long startAt(Optional<Checkpoint> checkpoint) {
                    return Math.max(0, super.startAt(checkpoint) - 1);
                }
            });
        }
    }

    @Breaks("closingDoesNotThrow")
    static class ThrowsWhenClosed extends FakeSourceContract {
        ThrowsWhenClosed() {
            super(token -> new FakeSource(token) {
                @Override
                public void close() {
                    throw new IllegalStateException("closed");
                }
            });
        }
    }

    @Breaks("secretsStayOutOfToString")
    static class PrintsTheToken extends FakeSourceContract {
        PrintsTheToken() {
            super(token -> new FakeSource(token) {
                @Override
                public String toString() {
                    return "Fake[" + token.reveal() + "]";
                }
            });
        }
    }
}
