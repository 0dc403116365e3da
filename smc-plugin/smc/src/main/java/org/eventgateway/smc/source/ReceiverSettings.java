package org.eventgateway.smc.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;

/**
 * How a web component's requests prove themselves. With none of these set, requests are taken from this machine only.
 *
 * @param sharedSecret the value of {@code X-Shared-Secret} or of a Bearer token
 * @param basic user and password of Basic authentication
 * @param hmacSecret the key of the signature
 * @param hmacWindow how far the signed time may be from ours
 * @param mostBytes of a signed body, which has to be held
 */
public record ReceiverSettings(
        Optional<Secret> sharedSecret,
        Optional<BasicLogin> basic,
        Optional<Secret> hmacSecret,
        Duration hmacWindow,
        int mostBytes) {
    static final Setting<Secret> SHARED_SECRET = Setting.optional(
            "shared-secret",
            SettingType.SECRET,
            "What a web component must send as header X-Shared-Secret or as Authorization: Bearer.");
    static final Setting<String> BASIC_USER =
            Setting.optional("basic-user", SettingType.TEXT, "The user of Basic authentication, as an alternative.");
    static final Setting<Secret> BASIC_PASSWORD =
            Setting.optional("basic-password", SettingType.SECRET, "The password of Basic authentication.");
    static final Setting<Secret> HMAC_SECRET = Setting.optional(
            "hmac-secret",
            SettingType.SECRET,
            "If set, each request must also carry X-Timestamp (seconds since 1970) and X-Signature: sha256=<hex>, the HMAC-SHA256 of "
                    + "the timestamp, a dot and the body.");
    static final Setting<Duration> HMAC_WINDOW = Setting.defaulted(
            "hmac-window",
            SettingType.DURATION_VALUE,
            "5m",
            "How far X-Timestamp may be from this machine's time; older requests are replays.");
    static final Setting<Long> MAX_REQUEST_SIZE = Setting.defaulted(
            "max-request-size", SettingType.SIZE_VALUE, "5MB", "The largest request that is signed with an HMAC.");

    /** Takes the bound values and adds what does not fit together to {@code faults}. */
    static ReceiverSettings of(Settings bound, List<SettingFault> faults) {
        Optional<String> user = bound.find(BASIC_USER);
        Optional<Secret> password = bound.find(BASIC_PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            faults.add(new SettingFault(
                    BASIC_PASSWORD.key(),
                    "value",
                    "One of basic-user and basic-password is missing.",
                    "Set both or none."));
        }
        long most = bound.get(MAX_REQUEST_SIZE);
        if (most < 1 || most > 100_000_000) {
            faults.add(new SettingFault(
                    MAX_REQUEST_SIZE.key(), "value", "It is zero or more than 100 MB.", "Set it to 1MB or so."));
        }
        return new ReceiverSettings(
                bound.find(SHARED_SECRET),
                user.flatMap(name -> password.map(secret -> new BasicLogin(name, secret))),
                bound.find(HMAC_SECRET),
                bound.get(HMAC_WINDOW),
                (int) Math.min(most, 100_000_000));
    }

    static List<Setting<?>> declared() {
        return new ArrayList<>(
                List.of(SHARED_SECRET, BASIC_USER, BASIC_PASSWORD, HMAC_SECRET, HMAC_WINDOW, MAX_REQUEST_SIZE));
    }

    /**
     * Who may post.
     *
     * @param user the name
     * @param password the password
     */
    record BasicLogin(String user, Secret password) {}
}
