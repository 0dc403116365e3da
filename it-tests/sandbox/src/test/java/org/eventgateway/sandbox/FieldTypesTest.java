package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eventgateway.sandbox.Client.USERS;
import static org.eventgateway.sandbox.Client.object;

import jakarta.json.JsonObject;
import org.eventgateway.sandbox.http.SandboxReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTypesTest {
    private final Sandbox sandbox = Sandbox.create(SandboxConfig.defaults().withClock(new StepClock()));
    private final Client client = Client.of(sandbox);

    private JsonObject load(String field, String cell) {
        SandboxReply reply = client.post(
                USERS + "/data/load?keyFields=CUSTOMER_ID&fields=CUSTOMER_ID," + field, "[[\"u-1\"," + cell + "]]");
        return object(reply);
    }

    @ParameterizedTest(name = "{0} takes {1} as {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "VIP         | true                              | true",
                "VIP         | 0                                 | false",
                "VIP         | \"True\"                          | true",
                "VIP         | \"0\"                             | false",
                "LOGINS      | 2147483647                        | 2147483647",
                "LOGINS      | -2147483648                       | -2147483648",
                "LOGINS      | \"42\"                            | 42",
                "POINTS      | 9223372036854775807               | 9223372036854775807",
                "POINTS      | \"-9223372036854775808\"          | -9223372036854775808",
                "SPENT       | 12.5                              | 12.5",
                "SPENT       | 3                                 | 3.0",
                "SPENT       | \"1e3\"                           | 1000.0",
                "BIRTHDAY    | \"2000-02-29\"                    | 2000-02-29",
                "SIGNUP_DT   | \"2026-01-02T03:04:05Z\"          | 2026-01-02T03:04:05Z",
                "SIGNUP_DT   | \"2026-01-02T03:04:05\"           | 2026-01-02T03:04:05Z",
                "SIGNUP_DT   | \"2026-01-02T03:04:05.1234567Z\"  | 2026-01-02T03:04:05.123456700Z",
                "SIGNUP_DT   | \"2026-01-02T03:04:05.5+02:30\"   | 2026-01-02T00:34:05.500Z",
                "SIGNUP_DT   | \"2026-01-02T03:04:05-01:00\"     | 2026-01-02T04:04:05Z",
                "CITY        | \"\"                              | ``",
                "PREFERENCES | \"{\\\"a\\\":[1,null]}\"          | {\"a\":[1,null]}",
                "NOTES       | \"any\\ntext\"                    | any\\ntext"
            })
    void takesWhatFitsTheType(String field, String cell, String stored) {
        assertThat(load(field, cell).getString("result_code")).isEqualTo("Succeeded");
        Object value = sandbox.rows("ACME", "USERS_SEGMENT").get(1).get(field);
        assertThat(String.valueOf(value).replace("\n", "\\n")).isEqualTo(stored);
    }

    @ParameterizedTest(name = "{0} refuses {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "VIP         | \"yes\"                           | InvalidType",
                "VIP         | 2                                 | InvalidType",
                "VIP         | \"\"                              | InvalidType",
                "LOGINS      | 2147483648                        | InvalidType",
                "LOGINS      | 1.0                               | InvalidType",
                "LOGINS      | \"1.0\"                           | InvalidType",
                "LOGINS      | \" 1\"                            | InvalidType",
                "LOGINS      | \"\"                              | InvalidType",
                "LOGINS      | true                              | InvalidType",
                "POINTS      | 9223372036854775808               | InvalidType",
                "POINTS      | \"9223372036854775808\"           | InvalidType",
                "SPENT       | \"1,5\"                           | InvalidType",
                "SPENT       | \"NaN\"                           | InvalidType",
                "SPENT       | 1e999                             | InvalidType",
                "BIRTHDAY    | \"2001-02-29\"                    | InvalidType",
                "BIRTHDAY    | \"2001-2-3\"                      | InvalidType",
                "BIRTHDAY    | \"2001-02-03T00:00:00Z\"          | InvalidType",
                "BIRTHDAY    | 20010203                          | InvalidType",
                "SIGNUP_DT   | \"2026-01-02 03:04:05\"           | InvalidType",
                "SIGNUP_DT   | \"2026-01-02T03:04Z\"             | InvalidType",
                "SIGNUP_DT   | \"2026-01-02\"                    | InvalidType",
                "SIGNUP_DT   | \"2026-01-02T24:00:00Z\"          | InvalidType",
                "SIGNUP_DT   | \"2026-01-02T03:04:05.12345678Z\" | InvalidType",
                "SIGNUP_DT   | \"2026-01-02T03:04:05.Z\"         | InvalidType",
                "SIGNUP_DT   | \"2026-01-02T03:04:05+0200\"      | InvalidType",
                "SIGNUP_DT   | \"2026-01-02T03-04-05Z\"          | InvalidType",
                "SIGNUP_DT   | \"1752-12-31T23:59:59Z\"          | InvalidType",
                "SIGNUP_DT   | 1767323045                        | InvalidType",
                "CITY        | 5                                 | InvalidType",
                "CITY        | true                              | InvalidType",
                "CITY        | [\"a\"]                           | InvalidType",
                "CITY        | {\"a\":1}                         | InvalidType",
                "NOTES       | 5                                 | InvalidType",
                "PREFERENCES | \"\"                              | InvalidType",
                "PREFERENCES | \"{\"                             | InvalidType",
                "PREFERENCES | \"1 2\"                           | InvalidType",
                "PREFERENCES | {\"a\":1}                         | InvalidType",
                "ZIP         | \"123456789012345678901\"         | MaxStringLengthExceeded"
            })
    void failsARecordThatDoesNotFitTheType(String field, String cell, String code) {
        JsonObject reply = load(field, cell);
        assertThat(reply.getString("result_code")).isEqualTo("Failed");
        JsonObject invalid = reply.getJsonArray("invalid_records").getJsonObject(0);
        assertThat(invalid.getString("field_name")).isEqualTo(field);
        assertThat(invalid.getString("validation_code")).isEqualTo(code);
    }
}
