package org.eventgateway.smc.source;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsException;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.smc.source.interaction.EventCodes;
import org.eventgateway.smc.source.interaction.FieldMapping;
import org.eventgateway.smc.source.interaction.IdentityRule;
import org.eventgateway.smc.source.interaction.InteractionRules;
import org.eventgateway.smc.source.interaction.Times;
import org.eventgateway.smc.source.interaction.UnsubscribeName;

/**
 * The settings of one instance.
 *
 * @param rules how records become events
 * @param format how inputs are written
 * @param receiver how requests prove themselves
 */
public record SmcSourceSettings(InteractionRules rules, FormatSettings format, ReceiverSettings receiver) {
    static final Setting<String> ORGANIZATION = Setting.required(
            "organization",
            SettingType.TEXT,
            "The name of the organization in SMC, as at the destination. It makes message ids unique and marks events for the loop guard.");
    static final Setting<String> ACCOUNT = Setting.defaulted(
            "account",
            SettingType.TEXT,
            "-",
            "Something that tells your SMC from those of others, such as its host name acme.slgnt.eu. It goes into the message ids: set it "
                    + "if your organization has a common name, and do not change it afterwards.");
    static final Setting<Map<String, String>> FIELDS = Setting.defaulted(
            "fields",
            SettingType.MAPPING,
            "",
            "Where values stand, if not under the names of the catalogue page: field=NAME, alternatives by |, inner names by dots. Fields: "
                    + "event, state, optout, interaction-id, user-id, email, record-id, email-id, email-subject, campaign-id, "
                    + "campaign-name, link-id, link-name, link-url, list-id, list-name, timestamp, ip, user-agent.");
    static final Setting<Map<String, String>> EVENT_CODES = Setting.defaulted(
            "event-codes",
            SettingType.MAPPING,
            "",
            "What further codes and words mean: CODE=delivered, opened, clicked, spam, bounced, unsubscribed or ignore. A value of OPTOUT "
                    + "is written optout 5. Message states, OPTOUT 9 and 911 and the usual words are known.");
    static final Setting<UnsubscribeName> UNSUBSCRIBE_EVENT = Setting.defaulted(
            "unsubscribe-event",
            SettingType.oneOf(UnsubscribeName.class),
            "email-unsubscribed",
            "What an unsubscription is called: Email Unsubscribed (SMC's page) or Unsubscribed (Segment's email spec).");
    static final Setting<IdentityRule> IDENTITY = Setting.defaulted(
            "identity",
            SettingType.oneOf(IdentityRule.class),
            "hashed-email",
            "Who an event is about without a user id: the SHA-256 of the lower-cased address, the plain address, or nobody (refuse).");
    static final Setting<Boolean> INCLUDE_EMAIL = Setting.defaulted(
            "include-email",
            SettingType.BOOLEAN,
            "true",
            "Whether the address goes into context.traits.email, as Segment's email spec wants.");
    static final Setting<ZoneId> TIME_ZONE = Setting.optional(
            "time-zone",
            SettingType.ZONE,
            "The time zone of times without an offset. Without it such records are refused.");
    static final Setting<String> DATE_FORMAT = Setting.optional(
            "date-format",
            SettingType.TEXT,
            "The pattern of times, such as dd/MM/yyyy HH:mm:ss. ISO-8601, SQL's form and seconds since 1970 need none.");

    /** All settings, as declared. */
    public static final SettingsSchema SCHEMA = schema();

    /**
     * Takes the bound values.
     *
     * @throws SettingsException with everything that does not fit together
     */
    static SmcSourceSettings of(Settings bound) {
        List<SettingFault> faults = new ArrayList<>();
        FormatSettings format = FormatSettings.of(bound, faults);
        ReceiverSettings receiver = ReceiverSettings.of(bound, faults);
        Optional<InteractionRules> rules = rules(bound, faults);
        if (!faults.isEmpty() || rules.isEmpty()) {
            throw new SettingsException(faults);
        }
        return new SmcSourceSettings(rules.get(), format, receiver);
    }

    private static Optional<InteractionRules> rules(Settings bound, List<SettingFault> faults) {
        Optional<FieldMapping> fields = Optional.empty();
        Optional<EventCodes> codes = Optional.empty();
        Optional<Times> times = Optional.empty();
        try {
            fields = Optional.of(FieldMapping.of(bound.get(FIELDS)));
        } catch (IllegalArgumentException e) {
            faults.add(fault(FIELDS, "One of its keys is no field.", "Use the fields that the description names."));
        }
        try {
            codes = Optional.of(EventCodes.of(bound.get(EVENT_CODES)));
        } catch (IllegalArgumentException e) {
            faults.add(
                    fault(EVENT_CODES, "One of its values is no event.", "Use the words that the description names."));
        }
        try {
            times = Optional.of(Times.of(bound.find(DATE_FORMAT), bound.find(TIME_ZONE)));
        } catch (IllegalArgumentException e) {
            faults.add(fault(
                    DATE_FORMAT,
                    "It is no pattern from which a time can be read.",
                    "Write it like dd/MM/yyyy HH:mm:ss; hh, the hour of half a day, needs a, which half."));
        }
        if (fields.isEmpty() || codes.isEmpty() || times.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InteractionRules(
                bound.get(ACCOUNT),
                bound.get(ORGANIZATION),
                fields.get(),
                codes.get(),
                times.get(),
                bound.get(IDENTITY),
                bound.get(UNSUBSCRIBE_EVENT),
                bound.get(INCLUDE_EMAIL)));
    }

    private static SettingsSchema schema() {
        List<Setting<?>> all = new ArrayList<>(List.of(ORGANIZATION, ACCOUNT));
        all.addAll(ReceiverSettings.declared());
        all.addAll(FormatSettings.declared());
        all.addAll(List.of(FIELDS, EVENT_CODES, TIME_ZONE, DATE_FORMAT, IDENTITY, INCLUDE_EMAIL, UNSUBSCRIBE_EVENT));
        return new SettingsSchema(all);
    }

    private static SettingFault fault(Setting<?> setting, String problem, String remedy) {
        return new SettingFault(setting.key(), "value", problem, remedy);
    }
}
