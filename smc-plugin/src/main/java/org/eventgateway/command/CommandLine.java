package org.eventgateway.command;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was typed.
 *
 * @param action what to do
 * @param connection the connection to do it with
 * @param event the file that holds the event; empty for standard input
 * @param url the gateway's address with its context root, without a slash at its end
 * @param keyFile the file that holds the operator key
 */
record CommandLine(Action action, String connection, Optional<Path> event, URI url, Optional<Path> keyFile) {
    static final String USAGE = """
            Usage: java -jar smc-plugin.war check   [connection] [options]
                   java -jar smc-plugin.war preview [connection] [event.json] [options]

            check    looks whether a connection can be used, from the address to the columns. It only reads.
            preview  shows the requests that an event would cause, secrets masked. It sends nothing.

            connection          its name; smc if none is given
            event.json          a file that holds one event; standard input if none is given
            --url ADDRESS       the running gateway, with its context root; http://localhost:9080 if not given
            --key-file FILE     holds an operator key, without its name; else GATEWAY_OPERATOR_KEY is read

            It ends with 0 if all is well, with 1 if something failed or the event was rejected, with 2 if it could not ask.
            """;

    /** What can be done. */
    enum Action {
        CHECK(1),
        PREVIEW(2);

        private final int most;

        Action(int most) {
            this.most = most;
        }
    }

    /** @throws UsageException if it makes no sense */
    static CommandLine read(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        List<String> words = new ArrayList<>();
        String url = "http://localhost:9080";
        Optional<Path> keyFile = Optional.empty();
        while (!rest.isEmpty()) {
            String argument = rest.removeFirst();
            switch (argument) {
                case "--url" -> url = value(argument, rest);
                case "--key-file" -> keyFile = Optional.of(path(value(argument, rest)));
                default -> {
                    if (argument.startsWith("--")) {
                        throw new UsageException("There is no option " + argument + ".");
                    }
                    words.add(argument);
                }
            }
        }
        if (words.isEmpty()) {
            throw new UsageException("Say what to do.");
        }
        Action action = action(words.remove(0));
        if (words.size() > action.most) {
            throw new UsageException("There is a word too many: " + words.get(action.most) + ".");
        }
        return new CommandLine(
                action,
                words.isEmpty() ? "smc" : words.get(0),
                words.size() < 2 ? Optional.empty() : Optional.of(path(words.get(1))),
                address(url),
                keyFile);
    }

    private static Action action(String word) {
        return switch (word) {
            case "check" -> Action.CHECK;
            case "preview" -> Action.PREVIEW;
            default -> throw new UsageException("There is no command " + word + ".");
        };
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new UsageException("A value is missing after " + option + ".");
        }
        return rest.removeFirst();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException("This is no name of a file: " + text + ".");
        }
    }

    private static URI address(String text) {
        try {
            URI url = URI.create(text.replaceAll("/+$", ""));
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // told below, as for an address of another kind
        }
        throw new UsageException("This is no address of a gateway: " + text + ".");
    }

    /** What was typed makes no sense; the message says why, for people. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
