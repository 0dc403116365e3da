package org.eventgateway.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.command.CommandLine.Action;
import org.eventgateway.command.CommandLine.UsageException;

/** The program in the WAR. Runs once, on the thread that called it. */
public final class Main {
    private static final int WELL = 0;
    private static final int NOT_WELL = 1;
    private static final int NOT_ASKED = 2;
    private static final String KEY = "GATEWAY_OPERATOR_KEY";
    /** A check makes up to eight calls, each of which SMC may let wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    Main(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** Ends the process with the status that the usage text names. */
    public static void main(String... arguments) {
        System.exit(new Main(System.in, System.out, System.err, System.getenv()).run(List.of(arguments)));
    }

    /** Does what was typed and returns the exit status. */
    int run(List<String> arguments) {
        if (arguments.contains("--help")) {
            out.print(CommandLine.USAGE);
            return WELL;
        }
        try {
            return ask(CommandLine.read(arguments));
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println();
            err.print(CommandLine.USAGE);
        } catch (UnreadableFileException e) {
            err.println("Cannot read " + e.getMessage() + ".");
        } catch (ConnectException e) {
            err.println("No gateway answers there. Is the server running, and is --url its address?");
        } catch (IOException e) {
            err.println("The gateway could not be asked: " + e.getClass().getSimpleName()
                    + (e.getMessage() == null ? "" : ", " + e.getMessage()) + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return NOT_ASKED;
    }

    private int ask(CommandLine line) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> reply = http.send(request(line), BodyHandlers.ofString(StandardCharsets.UTF_8));
        boolean text = reply.headers().firstValue("Content-Type").orElse("").startsWith("text/plain");
        if (reply.statusCode() == 200 && text) {
            out.print(reply.body());
            return reply.body().startsWith("failed") || reply.body().startsWith("rejected") ? NOT_WELL : WELL;
        }
        err.print(
                text
                        ? reply.body()
                        : "What answers at " + line.url() + " (" + reply.statusCode()
                                + ") is no gateway. Is --url right, with the context root?\n");
        return NOT_ASKED;
    }

    private HttpRequest request(CommandLine line) throws IOException {
        String name =
                URLEncoder.encode(line.connection(), StandardCharsets.UTF_8).replace("+", "%20");
        String path = "/ops/connections/" + name + (line.action() == Action.CHECK ? "/check" : "/preview");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(line.url() + path))
                .timeout(PATIENCE)
                .header("Accept", "text/plain");
        key(line).ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return line.action() == Action.CHECK
                ? request.GET().build()
                : request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(event(line)))
                        .build();
    }

    private byte[] event(CommandLine line) throws IOException {
        return line.event().isPresent() ? bytes(line.event().get()) : in.readAllBytes();
    }

    private Optional<String> key(CommandLine line) throws IOException {
        Optional<String> key = line.keyFile().isPresent()
                ? Optional.of(new String(bytes(line.keyFile().get()), StandardCharsets.UTF_8))
                : Optional.ofNullable(environment.get(KEY));
        return key.map(String::strip).filter(text -> !text.isEmpty());
    }

    private static byte[] bytes(Path file) throws UnreadableFileException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnreadableFileException(file, e);
        }
    }

    /** A file that was named cannot be read. */
    private static final class UnreadableFileException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableFileException(Path file, IOException cause) {
            super(file.toString(), cause);
        }
    }
}
