package org.eventgateway.war.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A request whose reply does not come is answered all the same, and once. */
class LateRepliesTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final LateReplies late = new LateReplies(30, nanos::get);
    private final List<String> answered = new ArrayList<>();

    @Test
    void answersARequestThatWaitedAsLongAsItMay() {
        late.watch(() -> answered.add("a"));
        pass(29);
        assertThat(answered).isEmpty();
        late.watch(() -> answered.add("b"));
        pass(1);
        pass(1);
        assertThat(answered).containsExactly("a");
    }

    @Test
    void leavesARequestAloneThatHasItsReply() {
        late.watch(() -> answered.add("a")).answered();
        pass(60);
        assertThat(answered).isEmpty();
    }

    @Test
    void answersAllThatWaitWhenTheGatewayStops() {
        late.watch(() -> answered.add("a"));
        late.close();
        assertThat(answered).containsExactly("a");
    }

    @Test
    void answersTheOthersWhenOneAnswerFails() {
        for (String name : List.of("a", "b", "c")) {
            late.watch(() -> {
                answered.add(name);
                throw new IllegalStateException("the response is released");
            });
        }
        pass(30);
        assertThat(answered).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void answersTheOthersWhenOneAnswerFailsWhileTheGatewayStops() {
        for (String name : List.of("a", "b", "c")) {
            late.watch(() -> {
                answered.add(name);
                throw new IllegalStateException("the response is released");
            });
        }
        late.close();
        assertThat(answered).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void looksOnWhenWhatItLooksAfterBesidesFails() {
        late.watch(() -> answered.add("a"));
        late.lookOnce(() -> {
            throw new IllegalStateException("broken");
        });
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(30));
        late.lookOnce(() -> {});
        assertThat(answered).containsExactly("a");
    }

    private void pass(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        late.look();
    }
}
