package org.eventgateway.smccontract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidRequestsTest {

    private final SmcContract contract = SmcContract.standard();

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void blamesTheFaultyPart(InvalidCase invalid) {
        List<Violation> violations = contract.check(invalid.request().recorded());

        assertThat(invalid.reportedIn(violations))
                .as("at %s '%s', reported: %s", invalid.where(), invalid.message(), violations)
                .isTrue();
    }

    static Stream<InvalidCase> blamesTheFaultyPart() {
        return Stream.concat(FaultInEachPart.all().stream(), FaultTable.all().stream());
    }
}
