package org.eventgateway.trackingapi.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eventgateway.plugin.Reason;
import org.eventgateway.trackingapi.client.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest(name = "{0} is {1} ({2})")
    @CsvSource({
        "200, Taken, ", "202, Taken, ", "204, Taken, ",
        "301, Halt, redirected", "307, Halt, redirected", "400, Refused, batch_refused",
        "401, Halt, write_key_refused", "403, Halt, write_key_refused", "404, Halt, address_refused",
        "407, Halt, proxy_refused", "408, InDoubt, server_error", "413, Refused, batch_refused",
        "422, Refused, batch_refused", "429, Wait, throttled", "500, InDoubt, server_error",
        "501, Refused, batch_refused", "502, InDoubt, server_error", "503, NotTaken, unavailable",
        "504, InDoubt, server_error"
    })
    void judgesEachStatus(int status, String verdict, String code) {
        Verdict judged = judge(new Reply.Answered(status, Map.of(), ""));

        assertThat(judged.getClass().getSimpleName()).isEqualTo(verdict);
        if (code != null) {
            assertThat(judged.toString()).contains("code=" + code);
        }
    }

    @Test
    void takesACallThatWasNeverSentAsNotTakenAndALostAnswerAsDoubt() {
        assertThat(judge(new Reply.NotSent("no connection"))).isInstanceOf(Verdict.NotTaken.class);
        assertThat(judge(new Reply.Lost("broke off"))).isInstanceOf(Verdict.InDoubt.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "OK | {}",
                "{\"ok\":true} | {}",
                "{\"success\":true} | {}",
                "{\"success\":true,\"errors\":[]} | {}",
                "{\"success\":true,\"errors\":null} | {}",
                "{\"errors\":[{\"index\":0,\"code\":\"x_y\"}]} | 0 (x_y)",
                "{\"errors\":[{\"messageId\":\"b\",\"message\":\"who@x.org\"}]} | 1 (no code)",
                "{\"errors\":[{\"index\":9},{\"index\":-1},7,[1],{\"messageId\":\"z\"}]} | {}",
                "{\"errors\":[{\"index\":0,\"code\":\"Bad who@x.org\"}]} | 0 (no code)",
                "[] | {}",
                "{\"errors\":[{\"index\":99999999999}]} | {}",
                "{\"ok\":true}{\"ok\":true} | {}",
            })
    void readsWhatASuccessSays(String body, String refused) {
        Verdict judged = judge(new Reply.Answered(200, Map.of(), body));

        StringBuilder found = new StringBuilder();
        ((Verdict.Taken) judged)
                .refused()
                .forEach((place, reason) ->
                        found.append(place).append(' ').append(reason.text().replaceAll(".*(\\(.*\\)).*", "$1")));
        assertThat(found.isEmpty() ? "{}" : found.toString()).isEqualTo(refused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "\r\n <!DOCTYPE html><html><body>Down for maintenance</body></html>",
                "\uFEFF<html>",
                "{\"success\":true,\"errors\":[{\"index\":0",
                "{\"success\":tr",
                "{\"success\":true} and more",
                "[{\"index\":0",
                "{",
            })
    void isInDoubtOfASuccessWithAPageOrWithHalfAnAnswer(String body) {
        assertThat(judge(new Reply.Answered(200, Map.of(), body)))
                .isInstanceOfSatisfying(
                        Verdict.InDoubt.class,
                        doubt -> assertThat(doubt.reason().code()).isEqualTo("answer_unclear"));
    }

    @Test
    void doesNotBelieveASuccessThatSaysItIsNone() {
        assertThat(judge(new Reply.Answered(200, Map.of(), "{\"success\":false}")))
                .isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest(name = "{0}: {1} is in {2} s")
    @CsvSource({
        "retry-after, 30, 30",
        "retry-after, 0, 0",
        "retry-after, 'Sun, 22 Nov 2026 10:01:30 GMT', 90",
        "retry-after, 'Sun, 22 Nov 2026 09:00:00 GMT', 0",
        "retry-after, 3599, 3599",
        "retry-after, 'Sun, 22 Nov 2026 11:00:00 GMT', 3600",
        "retry-after, 999999, 3600",
        "retry-after, soon, 1",
        "retry-after, -5, 1",
        "x-ratelimit-reset, 12, 12",
        "x-ratelimit-reset, 1795341660, 60",
        "x-other, 12, 1",
    })
    void readsWhenToComeAgain(String header, String value, int seconds) {
        Verdict judged = judge(new Reply.Answered(429, Map.of(header, value), ""));

        assertThat(((Verdict.Wait) judged).until()).isEqualTo(NOW.plusSeconds(seconds));
    }

    @ParameterizedTest(name = "{0} is in {1} s")
    @CsvSource({
        "30, 30",
        "3599, 3599",
        "3600, 3600",
        "999999, 3600",
        "'Sun, 22 Nov 2026 10:01:31 GMT', 91",
        "'Sun, 22 Nov 2026 11:00:00 GMT', 3600",
    })
    void waitsAsLongAsASystemThatIsDownAsks(String value, int seconds) {
        Verdict judged = judge(new Reply.Answered(503, Map.of("retry-after", value), ""));

        assertThat(judged)
                .isEqualTo(new Verdict.Wait(
                        NOW.plusSeconds(seconds),
                        Reason.remote("unavailable", "The gateway answered 503, it takes nothing for now.")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "retry-after, 0",
        "retry-after, soon",
        "retry-after, 'Sun, 22 Nov 2026 10:00:00 GMT'",
        "x-ratelimit-reset, 12",
    })
    void backsOffByItselfWhenASystemThatIsDownDoesNotSayForHowLong(String header, String value) {
        assertThat(judge(new Reply.Answered(503, Map.of(header, value), ""))).isInstanceOf(Verdict.NotTaken.class);
    }

    private static Verdict judge(Reply reply) {
        return ReplyRules.judge(reply, List.of("a", "b"), NOW, 0);
    }
}
