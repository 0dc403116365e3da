package org.eventgateway.smccontract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SmcContractTest {

    private final SmcContract contract = SmcContract.standard();

    @Test
    void takesGoodRequestsTogether() {
        List<RecordedRequest> requests =
                Samples.all().values().stream().map(Request::recorded).toList();

        assertThatCode(() -> contract.assertAllValid(requests)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnEmptyRecording() {
        assertThatThrownBy(() -> contract.assertAllValid(List.of()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("No request was recorded");
    }

    @Test
    void namesEachViolationWithItsRequest() {
        RecordedRequest good = Samples.of("status").recorded();
        RecordedRequest noKey = Samples.of("lists").withoutHeader("X-ApiKey").recorded();
        RecordedRequest shortRow = Samples.of("data-delete").withBody("[[]]").recorded();

        assertThatThrownBy(() -> contract.assertAllValid(List.of(good, noKey, shortRow)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("2 violations of the SMC contract in 3 requests")
                .hasMessageContaining("#2 GET /Portal/Api/organizations/ACME%20Corp/lists (0 bytes): lists /headers")
                .hasMessageContaining("#3 DELETE /Portal/Api/organizations/ACME%20Corp/lists/USERS_SEGMENT/data")
                .hasMessageContaining("data-delete /body/0: a row must have cells");
    }

    @Test
    void shortensALongList() {
        RecordedRequest bad = Samples.of("status").withoutHeader("X-ApiKey").recorded();

        assertThatThrownBy(() -> contract.assertAllValid(Collections.nCopies(45, bad)))
                .hasMessageContaining("#40 ")
                .hasMessageNotContainingAny("#41 ")
                .hasMessageEndingWith("and 5 more");
    }

    @Test
    void messagesHoldNoCellParameterOrCredential() {
        List<InvalidCase> cases = Stream.concat(FaultTable.all().stream(), FaultInEachPart.all().stream())
                .toList();

        assertThat(cases)
                .flatExtracting(invalid -> contract.check(invalid.request().recorded()))
                .extracting(Violation::toString)
                .isNotEmpty()
                .noneMatch(text -> text.contains("example.com")
                        || text.contains("u-1001")
                        || text.contains("1f0c2a")
                        || text.contains("a2V5OnNlY3JldA")
                        || text.contains("Bearer key"));
    }

    @Test
    void aSearchMayNameARelationThatTheListHas() {
        RecordedRequest search = Samples.of("data-search")
                .withBody("{\"fields\":[\"PREFS.NEWSLETTER\"]}")
                .recorded();

        assertThat(SmcContract.withRelations(Set.of("PREFS")).check(search)).isEmpty();
        assertThat(contract.check(search)).extracting(Violation::where).containsExactly("/body/fields/0");
    }

    @Test
    void aRecordedRequestShowsNeitherKeyNorQueryNorBody() {
        assertThat(Samples.of("data-load").withBody("[[]]").recorded())
                .hasToString("POST /Portal/Api/organizations/ACME%20Corp/lists/USERS_SEGMENT/data/load (4 bytes)");
    }

    @Test
    void aRecordedRequestKeepsItsOwnBody() {
        byte[] bytes = {'[', ']'};
        RecordedRequest request = Samples.of("data-load").withBytes(bytes).recorded();
        bytes[0] = 'x';
        request.body()[1] = 'x';

        assertThat(request.body()).containsExactly('[', ']');
    }
}
