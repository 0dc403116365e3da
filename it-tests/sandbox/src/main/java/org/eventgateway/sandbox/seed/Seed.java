package org.eventgateway.sandbox.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eventgateway.sandbox.account.Accounts;
import org.eventgateway.sandbox.http.RefusedRequest;
import org.eventgateway.sandbox.json.JsonFields;
import org.eventgateway.sandbox.organization.Organization;

/** A seed document. Each {@link #grow()} makes a fresh world from it. */
public final class Seed {
    private static final String RESOURCE = "/org/eventgateway/sandbox/seed.json";

    private final JsonFields document;

    private Seed(JsonFields document) {
        this.document = document;
    }

    /** Reads a document and tries it out. Throws {@link IllegalArgumentException} if it makes no world. */
    public static Seed of(byte[] json) {
        Seed seed = new Seed(JsonFields.parse(json, fault -> new IllegalArgumentException("seed: " + fault)));
        seed.grow();
        return seed;
    }

    /** The seed that comes with the sandbox. */
    public static Seed builtIn() {
        try (InputStream in = Objects.requireNonNull(Seed.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The seed in a file if one is named, else the built-in one. */
    public static Seed fromFile(Optional<Path> file) {
        if (file.isEmpty()) {
            return builtIn();
        }
        try {
            return of(Files.readAllBytes(file.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("the seed file cannot be read: " + file.get(), e);
        }
    }

    /** Makes a world. */
    public World grow() {
        Accounts accounts = new Accounts();
        Map<String, Organization> organizations = new LinkedHashMap<>();
        try {
            document.children("accounts").forEach(json -> accounts.put(AccountJson.read(json)));
            document.children("organizations").forEach(json -> {
                Organization organization = OrganizationJson.read(json);
                organizations.put(organization.name(), organization);
            });
        } catch (RefusedRequest e) {
            // the readers of commands are used for the seed as well; their refusal says what is wrong
            throw new IllegalArgumentException("seed: " + e.reply().bodyText(), e);
        }
        return new World(accounts, organizations);
    }
}
