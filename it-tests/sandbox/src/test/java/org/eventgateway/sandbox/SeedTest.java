package org.eventgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eventgateway.sandbox.organization.Organization;
import org.eventgateway.sandbox.seed.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedTest {
    @Test
    void bringsTwoOrganizationsAndTheTestContact() {
        Sandbox sandbox = Sandbox.create(SandboxConfig.defaults());
        assertThat(sandbox.organization("ACME")).isPresent();
        assertThat(sandbox.rows("Segment Connector", "USERS_SEGMENT"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("MAIL", "segmenttest@selligent.com"));
    }

    @Test
    void isReadFromAFileWhenOneIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("seed.json");
        Files.writeString(file, "{\"organizations\":[{\"name\":\"Mine\"}]}");
        assertThat(Seed.fromFile(Optional.of(file)).grow().organizations())
                .extracting(Organization::name)
                .containsExactly("Mine");
    }

    @Test
    void makesAFreshWorldEachTime() {
        Seed seed = Seed.builtIn();
        seed.grow().accounts().remove("sandbox-key");
        assertThat(seed.grow().accounts().remove("sandbox-key")).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not JSON       | {",
                "no name        | {\"organizations\":[{}]}",
                "list twice     | {\"organizations\":[{\"name\":\"A\",\"lists\":[{\"api_name\":\"L\",\"name\":\"L\",\"type\":\"Datalist\"},{\"api_name\":\"L\",\"name\":\"L\",\"type\":\"Datalist\"}]}]}",
                "unknown column | {\"organizations\":[{\"name\":\"A\",\"lists\":[{\"api_name\":\"L\",\"name\":\"L\",\"type\":\"Datalist\",\"records\":[{\"X\":1}]}]}]}",
                "unknown type   | {\"organizations\":[{\"name\":\"A\",\"lists\":[{\"api_name\":\"L\",\"name\":\"L\",\"type\":\"Datalist\",\"fields\":[{\"name\":\"X\",\"data_type\":\"Int\"}]}]}]}",
                "no secret      | {\"accounts\":[{\"key\":\"k\"}]}"
            })
    void refusesADocumentThatMakesNoWorld(String rule, String json) {
        assertThatIllegalArgumentException()
                .as(rule)
                .isThrownBy(() -> Seed.of(json.getBytes(StandardCharsets.UTF_8)))
                .withMessageStartingWith("seed: ");
    }
}
