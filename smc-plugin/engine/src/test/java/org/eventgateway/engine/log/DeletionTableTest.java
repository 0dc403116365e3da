package org.eventgateway.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eventgateway.plugin.destination.Erasure;
import org.eventgateway.plugin.event.Event;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.plugin.event.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which requests to delete a person are open, for whom, and from when to when. */
class DeletionTableTest {
    private static final Person ANN = new Person("ann");

    @TempDir
    private Path folder;

    private final AtomicInteger cares = new AtomicInteger();
    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(
                StoreConfig.of(folder), List.of("smc", "de"), new ManualClock(), Thread::new, cares::incrementAndGet);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aRequestOfAnEarlierRunIsSettledAfterARestart() {
        append(Events.delete("d", "ann"));
        store.care();
        close();
        open();

        store.deletions().answered("smc", new Position(1), ANN, new Erasure(List.of(), Optional.empty()));
        store.eventLog().commit("smc", Events.delivered(1, 1));

        assertThat(receipt().state()).isEqualTo(Deletions.State.SETTLED);
        assertThat(store.deletions().receipts("smc", 10)).hasSize(1);
    }

    @Test
    void aRequestOfAnEarlierRunHoldsReplaysOfThePersonBack() {
        append(of("ann", "m1"), of("ben", "m2"), Events.delete("d", "ann"));
        store.eventLog().commit("smc", Events.rejecting(2, 0, Events.rejected(1), Events.rejected(2)));
        close();
        open();

        DeadLetters.Replayed replayed = store.deadLetters().replay("smc", List.of(1L, 2L), "ops");

        assertThat(replayed.moved()).as("that of ben").isEqualTo(1);
        assertThat(store.eventLog().read("smc", Position.START, 10, 10_000))
                .extracting(logged -> logged.event().messageId())
                .containsExactly("d", "m2");
    }

    @Test
    void aSettledRequestHoldsNothingBack() {
        append(of("ann", "m1"), Events.delete("d1", "ann"), Events.delete("d2", "ben"));
        store.deletions().answered("smc", new Position(2), ANN, new Erasure(List.of(), Optional.empty()));
        store.eventLog().commit("smc", Events.delivered(2, 2));
        append(of("ann", "m2"));
        store.eventLog().commit("smc", Events.rejecting(4, 1, Events.rejected(4)));

        assertThat(store.deadLetters().replay("smc", List.of(1L), "ops").moved())
                .isEqualTo(1);
    }

    @Test
    void aRequestOfOneConnectionIsOpenInThatAlone() {
        append(Events.delete("d", "ann"));
        store.eventLog().append(Events.append("de", of("ann", "m1"))).join();
        store.eventLog().commit("de", Events.rejecting(1, 0, Events.rejected(1)));

        assertThat(store.deadLetters().replay("de", List.of(1L), "ops").moved()).isEqualTo(1);
        assertThat(store.deletions().receipts("de", ANN)).isEmpty();
    }

    @Test
    void eachRequestSaysOfItselfWhyItFailed() {
        append(Events.delete("d1", "ann"), Events.delete("d2", "ben"));

        store.eventLog().commit("smc", Events.rejecting(2, 1, Events.rejected(2)));

        assertThat(receipt().failure()).isEmpty();
        assertThat(store.deletions().receipts("smc", new Person("ben")).get(0).failure())
                .contains("no_contact");
    }

    @Test
    void onlyARequestAndItsEndAskForCare() {
        append(of("ann", "m1"));
        append(of("ann", "m2"));
        append(of("ann", "m3"));
        assertThat(cares.get()).isZero();

        append(Events.delete("d", "ann"));
        append(of("ben", "m4"));
        assertThat(cares.get()).isEqualTo(1);

        store.eventLog().commit("smc", Events.delivered(4, 4));
        append(of("ben", "m5"));
        append(of("ben", "m6"));
        assertThat(cares.get()).isEqualTo(2);
    }

    private Deletions.Receipt receipt() {
        return store.deletions().receipts("smc", ANN).get(0);
    }

    private void append(Event... events) {
        store.eventLog().append(Events.append("smc", events)).join();
    }

    private static Event of(String userId, String messageId) {
        return Event.builder(EventType.TRACK, messageId, Events.RECEIVED)
                .userId(userId)
                .name("Order Completed")
                .build();
    }
}
