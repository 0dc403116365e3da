package org.eventgateway.smccontract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidRequestsTest {

    private final SmcContract contract = SmcContract.standard();
    private final List<Operation> operations = Operation.of(SmcContract.readSchema());

    @Test
    void everyOperationHasASample() {
        assertThat(operations)
                .extracting(Operation::name)
                .containsExactlyInAnyOrderElementsOf(Samples.all().keySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aSampleBelongsToItsOperationAlone(String operation, Request request) {
        assertThat(operations)
                .filteredOn(candidate ->
                        Operation.nameOf(request.recorded(), List.of(candidate)).isPresent())
                .extracting(Operation::name)
                .containsExactly(operation);
    }

    static Stream<Arguments> aSampleBelongsToItsOperationAlone() {
        return Samples.all().entrySet().stream().map(sample -> Arguments.of(sample.getKey(), sample.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void takesAGoodRequest(String name, Request request) {
        assertThat(contract.check(request.recorded())).isEmpty();
    }

    static Stream<Arguments> takesAGoodRequest() {
        Stream<Arguments> samples =
                Samples.all().entrySet().stream().map(sample -> Arguments.of(sample.getKey(), sample.getValue()));
        return Stream.concat(samples, variants());
    }

    private static Stream<Arguments> variants() {
        Request load = Samples.of("data-load");
        Request save = Samples.of("record-save");
        Request trigger = Samples.of("journey-trigger");
        return Stream.of(
                Arguments.of(
                        "no query where all is optional", Samples.of("lists").withQuery(null)),
                Arguments.of("an empty query", Samples.of("fields").withQuery("")),
                Arguments.of(
                        "a header row in place of fields",
                        load.withQuery("keyFields=ID").withBody("[[\"ID\",\"MAIL\"],[1,\"a@example.com\"]]")),
                Arguments.of(
                        "a comma encoded",
                        load.withQuery("keyFields=A%2CB&fields=A%2CB").withBody("[[\"1\",\"2\"]]")),
                Arguments.of(
                        "a row that holds one column's name",
                        load.withQuery("keyFields=A&fields=A,B").withBody("[[\"A\",\"x\"]]")),
                Arguments.of(
                        "2,500 rows below a header",
                        load.withQuery("keyFields=A").withBody("[[\"A\"]" + ",[1]".repeat(2_500) + "]")),
                Arguments.of(
                        "5,000,000 bytes",
                        load.withQuery("keyFields=A&fields=A,B")
                                .withBody("[[1,\"" + "x".repeat(5_000_000 - 8) + "\"]]")),
                Arguments.of("a charset", load.withHeader("Content-Type", "application/json; charset=utf-8")),
                Arguments.of("text/json outside of bulk", save.withHeader("Content-Type", "text/json")),
                Arguments.of("a masked key and secret", load.withHeader("X-ApiKey", "***:***")),
                Arguments.of("a masked secret", load.withHeader("X-ApiKey", "1f0c:***")),
                Arguments.of("a masked credential", load.withHeader("X-ApiKey", "[redacted]")),
                Arguments.of("a credential cut after four", load.withHeader("X-ApiKey", "1f0c****")),
                Arguments.of("no Accept", load.withoutHeader("Accept")),
                Arguments.of("any Accept", load.withHeader("Accept", "text/html, */*; q=.2")),
                Arguments.of("a hyphen in the organization", load.replacePath("ACME%20Corp", "tgc-direct_prod")),
                Arguments.of("an umlaut in the organization", load.replacePath("ACME%20Corp", "M%C3%BCller")),
                Arguments.of("a percent sign in the organization", load.replacePath("ACME%20Corp", "100%25")),
                Arguments.of("a scoped key field", save.withQuery("keyfields=MASTER.CUSTOMER_ID")),
                Arguments.of("an anonymous contact", trigger.withBody("{\"user_id\":null,\"parameter_values\":{}}")),
                Arguments.of(
                        "an option list",
                        Samples.of("list-create")
                                .withBody("{\"api_name\":\"O\",\"name\":\"O\",\"type\":\"Optionlist\","
                                        + "\"optionlist_codetype\":\"Text\"}")));
    }
}
