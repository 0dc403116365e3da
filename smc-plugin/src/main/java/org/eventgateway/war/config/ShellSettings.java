package org.eventgateway.war.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventgateway.engine.route.NamedKey;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingLookup;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsBinder;
import org.eventgateway.plugin.settings.SettingsException;
import org.eventgateway.plugin.settings.SettingsSchema;

/**
 * The settings of the doors. Read once, at start.
 *
 * @param sharedSecret what partners sign with
 * @param requireSignature whether the partner door takes unsigned calls
 * @param operatorKeys what operators show, wherever they are; none lets those of this machine in
 * @param bodyLimit the most bytes of a call at the Tracking API door
 * @param partnerBodyLimit the most bytes of a call at the partner door
 * @param receiverBodyLimit the most bytes of a call at the door of sources
 * @param bodyTimeout how long the body of a call may take
 */
public record ShellSettings(
        Optional<Secret> sharedSecret,
        boolean requireSignature,
        List<NamedKey> operatorKeys,
        int bodyLimit,
        int partnerBodyLimit,
        int receiverBodyLimit,
        Duration bodyTimeout) {

    /** What stands before the keys. */
    public static final String PREFIX = "gateway.";

    public static final Setting<Secret> SHARED_SECRET = Setting.optional(
            "shared-secret",
            SettingType.SECRET,
            "The secret with which partners sign their calls in X-Signature; with it, a signed call needs no write key.");
    public static final Setting<Boolean> REQUIRE_SIGNATURE = Setting.defaulted(
            "require-signature",
            SettingType.BOOLEAN,
            "false",
            "Whether the partner door refuses calls without X-Signature, whatever write key they show.");
    public static final Setting<Secret> OPERATOR_KEY = Setting.optional(
            "operator-key",
            SettingType.SECRET,
            "The key of the operator API, sent as Bearer token; or several, separated by commas, each as name=key (name: lower-case "
                    + "letters, digits and hyphens), and the record of who replayed or discarded what has the name. Without it, the "
                    + "operator API answers this machine only, and nobody once gateway.write-keys is set.");
    public static final Setting<Integer> BODY_LIMIT = Setting.defaulted(
            "body-limit",
            SettingType.integer(32_768, 10_000_000),
            "512000",
            "The most bytes of a call at the Tracking API door, unpacked. Segment's limit is 500 KB.");
    public static final Setting<Integer> PARTNER_BODY_LIMIT = Setting.defaulted(
            "partner-body-limit",
            SettingType.integer(32_768, 100_000_000),
            "33554432",
            "The most bytes of a call at the partner door, unpacked.");

    public static final Setting<Integer> RECEIVER_BODY_LIMIT = Setting.defaulted(
            "receiver-body-limit",
            SettingType.integer(32_768, 1_000_000_000),
            "33554432",
            "The most bytes of a call at the door of sources, unpacked. Such a body is read as a stream and never held.");

    public static final Setting<Duration> BODY_TIMEOUT = Setting.defaulted(
            "body-timeout",
            SettingType.DURATION_VALUE,
            "30s",
            "How long the body of a call may take to come in; then the call is answered with 408.");

    public static final SettingsSchema SCHEMA = SettingsSchema.of(
            SHARED_SECRET,
            REQUIRE_SIGNATURE,
            OPERATOR_KEY,
            BODY_LIMIT,
            PARTNER_BODY_LIMIT,
            RECEIVER_BODY_LIMIT,
            BODY_TIMEOUT);

    /**
     * Reads them all.
     *
     * @throws SettingsException with everything that is wrong
     */
    public static ShellSettings read(SettingLookup lookup) {
        SettingsBinder.Binding bound = new SettingsBinder(lookup).bind(PREFIX, SCHEMA);
        List<SettingFault> faults = new ArrayList<>(bound.faults());
        Settings settings = bound.settings();
        List<NamedKey> operatorKeys = settings.find(OPERATOR_KEY)
                .map(value -> NamedKey.list(PREFIX + OPERATOR_KEY.key(), value, Set.of(), faults))
                .orElse(List.of());
        if (operatorKeys.size() > 1 && !operatorKeys.stream().allMatch(NamedKey::hasName)) {
            // It may be meant as one key that has a comma in it.
            faults.add(new SettingFault(
                    PREFIX + OPERATOR_KEY.key(),
                    "value",
                    "It has a comma, and not all keys have a name.",
                    "Give each key as name=key; a comma within a key is written \\,."));
        }
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
        return new ShellSettings(
                settings.find(SHARED_SECRET),
                settings.get(REQUIRE_SIGNATURE),
                operatorKeys,
                settings.get(BODY_LIMIT),
                settings.get(PARTNER_BODY_LIMIT),
                settings.get(RECEIVER_BODY_LIMIT),
                settings.get(BODY_TIMEOUT));
    }
}
