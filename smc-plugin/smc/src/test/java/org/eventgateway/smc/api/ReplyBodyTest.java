package org.eventgateway.smc.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.JsonbBuilder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyBodyTest {
    private static final String RESULT =
            "{\"unknown\":[[1,2],{\"a\":[3]}],\"result_code\":\"Succeeded\",\"number_of_inserted_records\":1}";

    @Test
    void readsAWholeResultAndPassesOverWhatItDoesNotKnow() {
        assertThat(body(RESULT).as(BulkResult.class).orElseThrow().taken()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11, 13, 17, 30, 60})
    @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void takesAResultThatIsCutOffForNoneWhereverTheCutIs(int length) {
        assertThat(body(RESULT.substring(0, length)).as(BulkResult.class)).isEmpty();
    }

    @Test
    void saysToPeopleWhichFieldIsWrongButNotWhatWasInIt() {
        String said = "{\"result_code\":\"Failed\",\"errors\":[{\"error_code\":\"E1\",\"description\":"
                + "\"Conversion of 'Ann Lee' for 'BIRTH_DT' failed; row of ann@example.com, tel +3225551234, limit 2500\"}]}";

        assertThat(body(said).summary())
                .isEqualTo("Failed (E1: Conversion of … for 'BIRTH_DT' failed; row of … tel …, limit 2500)");
        assertThat(body(said).codes()).isEqualTo("Failed (E1)");
        assertThat(body("\"No contact ann@example.com\"").codes()).isEqualTo("No contact …");
        assertThat(body("{\"errors\":[{}]}").codes()).isEqualTo("no result code (?)");
        assertThat(body("{}").codes()).isEqualTo("no result code");
    }

    private static ReplyBody body(String text) {
        return new ReplyBody(JsonbBuilder.create(), text.getBytes(StandardCharsets.UTF_8));
    }
}
