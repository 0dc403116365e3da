package org.eventgateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows nothing that is not in use: shell blocks are run by CI, configuration stands in a file. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern XML = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE =
            Pattern.compile("`((?:plugin-api|smc-plugin|liberty-config|it-tests)[\\w./-]*)`");
    private static final Pattern PACKAGE = Pattern.compile("`(org\\.eventgateway[\\w.]*)`");

    private final String readme = read(ROOT.resolve("README.md"));

    @Test
    void startsWithTheTwoCommands() {
        List<String> commands = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map(block -> block.group(1).strip())
                .limit(2)
                .toList();

        assertThat(commands).containsExactly("mvn -Prun package", "mvn verify");
    }

    @Test
    void everyXmlSnippetStandsInAConfigurationFile() throws IOException {
        List<String> files;
        try (var paths = Files.walk(ROOT.resolve("liberty-config/src"))) {
            files = paths.filter(Files::isRegularFile).map(ReadmeTest::read).toList();
        }
        List<String> snippets = XML.matcher(readme)
                .results()
                .map(match -> match.group(1).strip())
                .toList();

        assertThat(snippets)
                .isNotEmpty()
                .allSatisfy(snippet ->
                        assertThat(files).anySatisfy(file -> assertThat(file).contains(snippet)));
    }

    @Test
    void everyPathItNamesExists() {
        assertThat(CODE.matcher(readme).results().map(match -> match.group(1)))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    }

    @Test
    void everyPackageItNamesExists() throws IOException {
        List<String> folders;
        try (var paths = Files.walk(ROOT, 12)) {
            folders = paths.filter(Files::isDirectory)
                    .map(path -> path.toString().replace('/', '.'))
                    .filter(path -> path.contains(".src.main.java."))
                    .toList();
        }
        List<String> packages = PACKAGE.matcher(readme)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();

        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(folders)
                        .anySatisfy(folder -> assertThat(folder).endsWith(".src.main.java." + name)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
