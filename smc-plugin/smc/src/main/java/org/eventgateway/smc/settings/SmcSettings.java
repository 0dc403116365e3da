package org.eventgateway.smc.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.smc.mapping.ColumnMapping;
import org.eventgateway.smc.mapping.TooLong;
import org.eventgateway.smc.quota.TokenBucket;

/** All settings of the SMC destination. What is not declared here is not read. */
public final class SmcSettings {
    private static final SettingType<String> API_NAME = SettingType.matching(
            Pattern.compile("[A-Za-z0-9_]+"), "an api_name of SMC: letters, digits and underscores");
    private static final SettingType<Duration> POSITIVE = new SettingType<>(
            SettingType.DURATION_VALUE.name(), SettingType.DURATION_VALUE.expects() + ", more than 0", text -> {
                Duration value = SettingType.DURATION_VALUE.reader().apply(text);
                if (value.isZero()) {
                    throw new IllegalArgumentException("no time");
                }
                return value;
            });

    public static final Setting<Secret> API_KEY = Setting.required(
            "api-key",
            SettingType.SECRET,
            "The key of a service account of type Custom (Admin Configuration, Service Accounts).");
    public static final Setting<Secret> API_SECRET =
            Setting.required("api-secret", SettingType.SECRET, "The secret that belongs to the key.");
    public static final Setting<URI> ADMIN_URL = Setting.required(
            "admin-url",
            SettingType.URL,
            "Where you log in to SMC, such as https://acme.slgnt.eu; only scheme, host and port count.");
    public static final Setting<String> ORGANIZATION = Setting.required(
            "organization",
            SettingType.TEXT,
            "The name of the organization as SMC shows it at the top right; may hold blanks.");
    public static final Setting<List<String>> ALLOWED_EVENTS = Setting.defaulted(
            "allowed-events",
            SettingType.LIST,
            "",
            "The names of the track events to send, letter by letter; * for all. Without it no track event is sent.");
    public static final Setting<String> EVENTS_LIST = Setting.defaulted(
            "events-list", API_NAME, "segment_events", "The api_name of the list that takes the events.");
    public static final Setting<Boolean> SEND_PAGE_EVENTS =
            Setting.defaulted("send-page-events", SettingType.BOOLEAN, "true", "Whether page calls are sent.");
    public static final Setting<Boolean> SEND_SCREEN_EVENTS =
            Setting.defaulted("send-screen-events", SettingType.BOOLEAN, "true", "Whether screen calls are sent.");
    public static final Setting<Boolean> SEND_GROUP_EVENTS =
            Setting.defaulted("send-group-events", SettingType.BOOLEAN, "true", "Whether group calls are sent.");
    public static final Setting<Boolean> SEND_ALIAS_EVENTS =
            Setting.defaulted("send-alias-events", SettingType.BOOLEAN, "true", "Whether alias calls are sent.");
    public static final Setting<String> USER_LIST = Setting.optional(
            "user-list",
            API_NAME,
            "The api_name of the user list. With it identify calls also write the contact's profile.");
    public static final Setting<String> BUSINESS_KEY = Setting.optional(
            "business-key", API_NAME, "The field of the user list that holds the userId; needed with user-list.");
    public static final Setting<ColumnMapping> COLUMNS = Setting.defaulted(
            "columns",
            ColumnMapping.TYPE,
            "EVENT_ID=messageId,EVENT_TYPE=type,EVENT_NAME=name,USER_ID=userId,ANONYMOUS_ID=anonymousId,"
                    + "PREVIOUS_ID=previousId,GROUP_ID=groupId,EVENT_DT=timestamp,RECEIVED_DT=receivedAt,PROPERTIES=@body,"
                    + "CONTEXT=context",
            "What each column of the events list takes: a header field, a path such as properties.plan, @body for properties or"
                    + " traits, or jsonata: and an expression. COLUMN? may be missing and takes null for a value that does"
                    + " not fit. One column must take messageId.");
    public static final Setting<ColumnMapping> PROFILE_COLUMNS = Setting.defaulted(
            "profile-columns",
            ColumnMapping.TYPE,
            "",
            "Fields of the user list that take something else than the trait of their name, such as MAIL=@body.email.");
    public static final Setting<TooLong> CUT_TEXT = Setting.defaulted(
            "cut-text",
            SettingType.oneOf(TooLong.class),
            "cut",
            "What becomes of a text longer than its column; JSON and ids are never cut.");
    public static final Setting<ZoneId> TIME_ZONE = Setting.defaulted(
            "time-zone",
            SettingType.ZONE,
            "UTC",
            "The zone of Date and DateTime columns. In UTC times end in Z, else they are the local time without an offset.");
    public static final Setting<Set<Effect>> IDENTIFY_TO = Setting.defaulted(
            "identify-to",
            Effect.choice(Effect.ROW, Effect.PROFILE),
            "row,profile",
            "What identify calls cause: a row of the events list, a profile in the user list (if there is one), or both.");
    public static final Setting<Set<Effect>> GROUP_TO = Setting.defaulted(
            "group-to",
            Effect.choice(Effect.ROW, Effect.MEMBER),
            "row,member",
            "What group calls cause: a row of the events list, a change of a static segment, or both.");
    public static final Setting<List<String>> GROUP_USER_LISTS = Setting.optional(
            "group-user-lists", SettingType.LIST, "The user lists that group calls may name; any without it.");
    public static final Setting<List<String>> GROUP_MATCH_KEYS = Setting.optional(
            "group-match-keys", SettingType.LIST, "The match keys that group calls may name; any without it.");
    public static final Setting<LocalDate> KEY_EXPIRES = Setting.optional(
            "key-expires", SettingType.DATE, "The expiration date of the key; a warning comes 30 and 7 days before.");
    public static final Setting<Secret> API_KEY_NEXT = Setting.optional(
            "api-key-next", SettingType.SECRET, "A second key, which takes over when the first is refused or expires.");
    public static final Setting<Secret> API_SECRET_NEXT =
            Setting.optional("api-secret-next", SettingType.SECRET, "The secret of the second key.");
    public static final Setting<List<String>> ALLOWED_HOSTS = Setting.defaulted(
            "allowed-hosts",
            SettingType.LIST,
            "*.slgnt.eu, *.slgnt.us, *.selligent.com",
            "The hosts to which admin-url may lead.");
    public static final Setting<Boolean> ALLOW_LOOP = Setting.defaulted(
            "allow-loop",
            SettingType.BOOLEAN,
            "false",
            "Whether events that came out of this organization of SMC may go back into it. Without it they are filtered as born_in_smc.");
    public static final Setting<Boolean> ALLOW_INSECURE_URL = Setting.defaulted(
            "allow-insecure-url",
            SettingType.BOOLEAN,
            "false",
            "For a sandbox: allows http, private addresses, and loopback hosts outside allowed-hosts.");
    public static final Setting<URI> PROXY_URL = Setting.optional(
            "proxy-url", SettingType.URL, "The HTTP proxy on the way to SMC, such as http://proxy.example.com:3128.");
    public static final Setting<String> PROXY_USER =
            Setting.optional("proxy-user", SettingType.TEXT, "The user that the proxy asks for.");
    public static final Setting<Secret> PROXY_PASSWORD =
            Setting.optional("proxy-password", SettingType.SECRET, "The password of the proxy's user.");
    public static final Setting<Path> TRUST_STORE = Setting.optional(
            "trust-store",
            SettingType.PATH,
            "A PKCS12 or JKS file with the authorities to trust instead of the JVM's.");
    public static final Setting<Secret> TRUST_STORE_PASSWORD =
            Setting.optional("trust-store-password", SettingType.SECRET, "Its password.");
    public static final Setting<Path> KEY_STORE = Setting.optional(
            "key-store", SettingType.PATH, "A PKCS12 or JKS file with the client certificate to show.");
    public static final Setting<Secret> KEY_STORE_PASSWORD =
            Setting.optional("key-store-password", SettingType.SECRET, "Its password; needed with key-store.");
    public static final Setting<Duration> CONNECT_TIMEOUT =
            Setting.defaulted("connect-timeout", POSITIVE, "5s", "Until a connection to SMC stands.");
    public static final Setting<Duration> READ_TIMEOUT =
            Setting.defaulted("read-timeout", POSITIVE, "60s", "Until the next bytes of an answer come.");
    public static final Setting<Duration> TOTAL_TIMEOUT = Setting.defaulted(
            "total-timeout", POSITIVE, "90s", "Until all of an answer is there; then the call is cut.");
    public static final Setting<Duration> SETTLE_TIME = Setting.defaulted(
            "settle-time",
            SettingType.DURATION_VALUE,
            "30s",
            "How long after a lost answer SMC may still be at work on the call; until then only that call is sent to its list. After a "
                    + "crash of the gateway nothing is sent for this long.");
    public static final Setting<Integer> REQUESTS_PER_MINUTE = Setting.defaulted(
            "requests-per-minute",
            SettingType.integer(60, 60_000),
            Integer.toString(TokenBucket.STANDARD),
            "How many requests a minute SMC allows the key, all connections that use it together. Lower it to leave some to other "
                    + "programs; raise it only if SMC has agreed to more.");
    public static final Setting<Integer> CALL_ROWS =
            Setting.defaulted("call-rows", SettingType.integer(1, 2_500), "2500", "The most rows in one call to SMC.");
    public static final Setting<Long> CALL_BYTES = Setting.defaulted(
            "call-bytes",
            new SettingType<>(SettingType.SIZE_VALUE.name(), "a size from 256KB to 5MB", SmcSettings::callBytes),
            "5MB",
            "The most bytes in the body of one call to SMC, which cuts uploads that take more than 15 seconds.");

    /** All of them, in the order in which people should meet them. */
    public static final SettingsSchema SCHEMA = SettingsSchema.of(
            API_KEY,
            API_SECRET,
            ADMIN_URL,
            ORGANIZATION,
            ALLOWED_EVENTS,
            EVENTS_LIST,
            SEND_PAGE_EVENTS,
            SEND_SCREEN_EVENTS,
            SEND_GROUP_EVENTS,
            SEND_ALIAS_EVENTS,
            USER_LIST,
            BUSINESS_KEY,
            COLUMNS,
            PROFILE_COLUMNS,
            CUT_TEXT,
            TIME_ZONE,
            IDENTIFY_TO,
            GROUP_TO,
            GROUP_USER_LISTS,
            GROUP_MATCH_KEYS,
            KEY_EXPIRES,
            API_KEY_NEXT,
            API_SECRET_NEXT,
            ALLOWED_HOSTS,
            ALLOW_LOOP,
            ALLOW_INSECURE_URL,
            PROXY_URL,
            PROXY_USER,
            PROXY_PASSWORD,
            TRUST_STORE,
            TRUST_STORE_PASSWORD,
            KEY_STORE,
            KEY_STORE_PASSWORD,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            TOTAL_TIMEOUT,
            SETTLE_TIME,
            REQUESTS_PER_MINUTE,
            CALL_ROWS,
            CALL_BYTES);

    /** The row of the largest event, 32 KB of which each byte may be escaped, goes into any call. */
    private static final int LEAST_CALL_BYTES = 256_000;

    private SmcSettings() {}

    private static Long callBytes(String text) {
        long size = SettingType.SIZE_VALUE.reader().apply(text);
        if (size < LEAST_CALL_BYTES || size > 5_000_000) {
            throw new IllegalArgumentException("out of bounds");
        }
        return size;
    }
}
