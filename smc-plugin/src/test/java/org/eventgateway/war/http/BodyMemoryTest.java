package org.eventgateway.war.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** All bodies together hold no more than they may, and give back what they held. */
class BodyMemoryTest {
    private final BodyMemory memory = new BodyMemory(100);
    private final BodyMemory.Share one = memory.share();
    private final BodyMemory.Share other = memory.share();

    @Test
    void givesNoMoreThanThereIsToAllTogether() {
        assertThat(one.take(60)).isTrue();
        assertThat(other.take(41)).isFalse();
        assertThat(other.take(40)).isTrue();
        assertThat(memory.held()).isEqualTo(100);
    }

    @Test
    void hasWhatWasGivenBack() {
        one.take(100);
        one.give(50);
        assertThat(other.take(50)).isTrue();
    }

    @Test
    void takesAllBackOfAShareThatIsClosedOnce() {
        other.take(10);
        one.take(60);
        one.give(20);
        one.close();
        one.close();
        assertThat(memory.held()).isEqualTo(10);
    }

    @Test
    void tellsWhatCouldNeverFitFromWhatDoesNotFitNow() {
        other.take(100);
        one.take(0);
        assertThat(one.fits(100)).isTrue();
        assertThat(one.fits(101)).isFalse();
    }

    @Test
    void isHeldByABodyUntilWhatIsDoneWithItIsDone() {
        one.take(60);
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> outcome = new Body(new byte[0], 0, one).closeAfter(body -> work);
        assertThat(memory.held()).isEqualTo(60);
        work.complete("done");
        assertThat(outcome).isCompletedWithValue("done");
        assertThat(memory.held()).isZero();
    }

    @Test
    void isGivenBackWhenTheWorkFails() {
        one.take(60);
        assertThat(new Body(new byte[0], 0, one)
                        .closeAfter(body -> CompletableFuture.failedFuture(new IllegalStateException("broken"))))
                .isCompletedExceptionally();
        assertThat(memory.held()).isZero();
    }

    @Test
    void isGivenBackWhenTheWorkDoesNotEvenBegin() {
        one.take(60);
        Body body = new Body(new byte[0], 0, one);
        assertThatThrownBy(() -> body.closeAfter(same -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(memory.held()).isZero();
    }
}
