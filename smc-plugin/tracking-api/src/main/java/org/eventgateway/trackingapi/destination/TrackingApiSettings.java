package org.eventgateway.trackingapi.destination;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eventgateway.plugin.settings.Secret;
import org.eventgateway.plugin.settings.Setting;
import org.eventgateway.plugin.settings.SettingFault;
import org.eventgateway.plugin.settings.SettingType;
import org.eventgateway.plugin.settings.Settings;
import org.eventgateway.plugin.settings.SettingsException;
import org.eventgateway.plugin.settings.SettingsSchema;
import org.eventgateway.trackingapi.client.AuthStyle;
import org.eventgateway.trackingapi.client.BatchBody;
import org.eventgateway.trackingapi.client.Credentials;
import org.eventgateway.trackingapi.client.Endpoint;

/**
 * The settings of one instance.
 *
 * @param endpoint where to send, and how long to wait
 * @param limits how much one call may carry
 * @param requestsPerSecond how many calls a second
 */
public record TrackingApiSettings(Endpoint endpoint, BatchLimits limits, int requestsPerSecond) {
    static final Setting<URI> URL = Setting.required(
            "url",
            SettingType.URL,
            "The gateway's address. Segment: https://api.segment.io (US) or https://events.eu1.segmentapis.com (EU); a write key of the "
                    + "other region brings no data. RudderStack: the data plane's address. Jitsu and others: their ingest address.");
    static final Setting<String> PATH = Setting.defaulted(
            "path",
            SettingType.matching(
                    Pattern.compile("(/[A-Za-z0-9._~%-]+)+/?"), "a path such as /v1/batch, without a query"),
            "/v1/batch",
            "The path of the batch call. It is appended to the path of url, if that has one.");
    static final Setting<Secret> WRITE_KEY = Setting.required(
            "write-key",
            SettingType.SECRET,
            "The write key of the source in the gateway (a token, if auth is bearer).");
    static final Setting<AuthStyle> AUTH = Setting.defaulted(
            "auth",
            SettingType.oneOf(AuthStyle.class),
            "basic-and-body",
            "Where the write key stands: Basic authentication and the body (Segment), Basic alone (RudderStack, Jitsu), a Bearer token, a "
                    + "header of its own, or the body alone.");
    static final Setting<String> AUTH_HEADER = Setting.defaulted(
            "auth-header",
            SettingType.matching(Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}"), "a header's name"),
            "X-Write-Key",
            "The header that carries the write key, if auth is header.");
    static final Setting<Boolean> ALLOW_INSECURE_URL = Setting.defaulted(
            "allow-insecure-url",
            SettingType.BOOLEAN,
            "false",
            "Allows an address without TLS. Only for tests on one machine: events and key go in clear text.");
    static final Setting<Long> MAX_BATCH_SIZE = Setting.defaulted(
            "max-batch-size", SettingType.SIZE_VALUE, "500KB", "The largest body of one call (Segment: 500 KB).");
    static final Setting<Integer> MAX_BATCH_EVENTS = Setting.defaulted(
            "max-batch-events",
            SettingType.integer(1, 100_000),
            "2500",
            "The most events in one call (Segment: 2,500; more are lost without an error).");
    static final Setting<Long> MAX_EVENT_SIZE = Setting.defaulted(
            "max-event-size",
            SettingType.SIZE_VALUE,
            "32768",
            "The largest event (Segment: 32 KB). A larger one becomes a dead letter and is not sent.");
    static final Setting<Integer> REQUESTS_PER_SECOND = Setting.defaulted(
            "requests-per-second",
            SettingType.integer(1, 10_000),
            "50",
            "The most calls a second (Segment asks its partners' sources for at most 50).");
    static final Setting<Duration> CONNECT_TIMEOUT = Setting.defaulted(
            "connect-timeout", SettingType.DURATION_VALUE, "5s", "How long opening a connection may take.");
    static final Setting<Duration> READ_TIMEOUT = Setting.defaulted(
            "read-timeout", SettingType.DURATION_VALUE, "20s", "How long the gateway may be silent during a call.");
    static final Setting<Duration> TOTAL_TIMEOUT = Setting.defaulted(
            "total-timeout", SettingType.DURATION_VALUE, "60s", "How long one call may take altogether.");

    /** All settings, as declared. */
    public static final SettingsSchema SCHEMA = SettingsSchema.of(
            URL,
            WRITE_KEY,
            PATH,
            AUTH,
            AUTH_HEADER,
            ALLOW_INSECURE_URL,
            MAX_BATCH_SIZE,
            MAX_BATCH_EVENTS,
            MAX_EVENT_SIZE,
            REQUESTS_PER_SECOND,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            TOTAL_TIMEOUT);

    /**
     * Takes the bound values.
     *
     * @throws SettingsException with everything that does not fit together
     */
    static TrackingApiSettings of(Settings bound) {
        Credentials credentials = new Credentials(bound.get(AUTH), bound.get(AUTH_HEADER), bound.get(WRITE_KEY));
        BatchLimits limits =
                new BatchLimits(bound.get(MAX_BATCH_SIZE), bound.get(MAX_BATCH_EVENTS), bound.get(MAX_EVENT_SIZE));
        List<SettingFault> faults = faults(bound, credentials, limits);
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
        Endpoint endpoint = new Endpoint(
                address(bound.get(URL), bound.get(PATH)),
                credentials,
                bound.get(CONNECT_TIMEOUT),
                bound.get(READ_TIMEOUT),
                bound.get(TOTAL_TIMEOUT));
        return new TrackingApiSettings(endpoint, limits, bound.get(REQUESTS_PER_SECOND));
    }

    private static List<SettingFault> faults(Settings bound, Credentials credentials, BatchLimits limits) {
        List<SettingFault> faults = new ArrayList<>();
        URI url = bound.get(URL);
        if (!url.getScheme().equalsIgnoreCase("https") && !bound.get(ALLOW_INSECURE_URL)) {
            faults.add(fault(URL, "It has no TLS.", "Use https, or set allow-insecure-url for a test on one machine."));
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            faults.add(fault(URL, "It has a query or a fragment.", "Give scheme, host, port and path only."));
        }
        if (bound.get(WRITE_KEY).reveal().chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
            faults.add(
                    fault(WRITE_KEY, "It holds a control or non-ASCII character.", "Copy it again from the gateway."));
        }
        if (limits.eventBytes() + BatchBody.frame(credentials.bodyKey()) > limits.bytes()) {
            faults.add(fault(
                    MAX_BATCH_SIZE, "It leaves no room for the largest event.", "Make it larger than max-event-size."));
        }
        for (Setting<Duration> each : List.of(CONNECT_TIMEOUT, READ_TIMEOUT, TOTAL_TIMEOUT)) {
            if (bound.get(each).isZero() || bound.get(each).compareTo(Duration.ofHours(1)) > 0) {
                faults.add(fault(each, "It is zero or longer than an hour.", "Set it to 1ms or more, at most 1h."));
            }
        }
        return faults;
    }

    private static SettingFault fault(Setting<?> setting, String problem, String remedy) {
        return new SettingFault(setting.key(), "value", problem, remedy);
    }

    private static URI address(URI url, String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
