package org.eventgateway.war.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.eventgateway.engine.intake.Inlet;
import org.eventgateway.engine.intake.Intake;
import org.eventgateway.engine.route.Route;
import org.eventgateway.engine.source.SourceConnection;
import org.eventgateway.plugin.destination.Admission;
import org.eventgateway.plugin.event.EventType;
import org.eventgateway.war.http.Reply;
import org.eventgateway.war.http.RequestHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiverDoorTest {
    private static final int LIMIT = 1_000;

    private final CountingLog log = new CountingLog();
    private final LineSource source = new LineSource();
    private List<String> names = List.of("smc");
    private final ReceiverDoor door = new ReceiverDoor(
            new ReceivingSources() {
                @Override
                public List<String> names() {
                    return names;
                }

                @Override
                public Optional<SourceConnection> find(String name) {
                    return name.equals("smc") ? Optional.of(connection()) : Optional.empty();
                }
            },
            Requests.bodies(LIMIT));

    @Test
    void saysWhatIsStoredOnceItIs() {
        assertThat(take("a\nb\n"))
                .isEqualTo(Reply.of(200, "{\"success\":true,\"events\":2,\"repeats\":0,\"refused\":0}"));
        assertThat(log.events).isEqualTo(2);
    }

    @Test
    void namesTheRecordsThatItRefusesBesideGoodOnes() {
        assertThat(take("a\nbad\n"))
                .isEqualTo(Reply.of(
                        200,
                        "{\"success\":true,\"events\":1,\"repeats\":0,\"refused\":1,\"errors\":[{\"position\":2,"
                                + "\"code\":\"bad_line\",\"message\":\"Line 2 is bad.\"}]}"));
    }

    @Test
    void refusesARequestOfBadRecordsOnly() {
        Reply reply = take("bad\n");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"bad_line\"", "\"status\":400", "\"position\":1");
    }

    @ParameterizedTest
    @CsvSource({"CONFIGURATION, 401", "EVENT, 400", "REMOTE, 503", "THROTTLED, 503", "INTERNAL, 500"})
    void answersARefusedRequestByItsCategory(String category, int status) {
        assertThat(take(category + "\n").status()).isEqualTo(status);
    }

    @Test
    void asksForALoginWithA401() {
        assertThat(take("CONFIGURATION\n").headers()).containsKey("WWW-Authenticate");
    }

    @Test
    void asksToComeBackWhenTheLogIsFull() {
        log.full = true;

        Reply reply = take("a\n");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("Retry-After", "7");
        assertThat(reply.body()).contains("store_unavailable");
    }

    @Test
    void knowsNoOtherNames() {
        assertThat(door.take("nowhere", Requests.local(), Requests.body("a\n")).status())
                .isEqualTo(404);
    }

    @Test
    void saysThatASourceWithBadSettingsIsClosed() {
        names = List.of("smc", "closed");

        assertThat(door.take("closed", Requests.local(), Requests.body("a\n")).status())
                .isEqualTo(503);
    }

    @Test
    void needsNoNameWhileThereIsOneSource() {
        assertThat(door.take(Requests.local(), Requests.body("a\n")).status()).isEqualTo(200);
    }

    @Test
    void needsANameOnceThereAreTwo() {
        names = List.of("smc", "other");

        assertThat(door.take(Requests.local(), Requests.body("a\n")).status()).isEqualTo(404);
    }

    @Test
    void tellsTheSourceWhoIsOnThisMachineWhateverTheSenderClaims() {
        door.take("smc", Requests.remote(":from-this-machine", "true"), Requests.body("a\n"));
        assertThat(source.headers.get(":from-this-machine")).containsExactly("false");

        door.take("smc", Requests.local(), Requests.body("a\n"));
        assertThat(source.headers.get(":from-this-machine")).containsExactly("true");
    }

    @Test
    void readsNoMoreThanTheLimit() {
        assertThat(take("x\n".repeat(LIMIT / 2)).status()).isEqualTo(200);
        assertThat(take("x\n".repeat(LIMIT / 2) + "x").body()).contains("body_too_large");
        RequestHead announced = Requests.local("content-length", Integer.toString(LIMIT + 1));
        assertThat(door.take("smc", announced, Requests.body("a\n")).status()).isEqualTo(400);
    }

    @Test
    void saysThatAPackedBodyIsBroken() {
        byte[] broken = {0x1F, (byte) 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        assertThat(door.take("smc", Requests.local("content-encoding", "gzip"), new ByteArrayInputStream(broken))
                        .status())
                .isEqualTo(400);
    }

    private Reply take(String body) {
        return door.take("smc", Requests.local(), Requests.body(body));
    }

    private SourceConnection connection() {
        Inlet inlet =
                new Inlet("out", EnumSet.allOf(EventType.class), "out", event -> Admission.ADMITTED, Optional.empty());
        return new SourceConnection(
                "smc",
                source,
                new Route("smc", List.of("out"), false),
                new Intake(log, List.of(inlet)),
                Requests.CLOCK);
    }
}
