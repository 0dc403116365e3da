package org.eventgateway.engine.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eventgateway.plugin.Reason;

/**
 * Names a person where the id itself must not stay: HMAC-SHA256 with a key of the data folder, in hexadecimal. Who has the id and the
 * folder can tell whether a receipt is of that person; nobody can tell the id from it. Thread-safe.
 */
final class PersonHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    PersonHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Reads the key of a data folder, and makes it when there is none. */
    static PersonHash in(DataFolder folder) {
        try {
            Path file = folder.privateFile("person-key");
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                // New, or cut short by a crash of the very first start: nothing was hashed with it yet.
                key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                Files.write(
                        file,
                        key,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.SYNC);
            }
            return new PersonHash(key);
        } catch (IOException e) {
            throw new StoreException(
                    Reason.configuration(
                            "person_key_unusable",
                            "The file person-key in the data folder " + folder.path()
                                    + " cannot be read or made; check its rights."),
                    e);
        }
    }

    String of(String userId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
