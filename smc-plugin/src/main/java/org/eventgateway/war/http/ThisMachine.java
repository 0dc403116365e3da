package org.eventgateway.war.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a request that comes from a loopback address was made on this machine and for itself. Two others come from there as well: a
 * proxy here that speaks for someone else, and a page in a browser here. So the host must be called by a local name, which a page from
 * outside cannot bring about even with a name that resolves to this machine, and the page must be a local one; browsers say so in
 * headers that no page can set (Fetch standard; Fetch Metadata).
 */
final class ThisMachine {
    private static final Set<String> PROXY_TRACES = Set.of("forwarded", "x-real-ip", "via");
    /** Proxies differ in which of these they add. */
    private static final List<String> PROXY_FAMILIES = List.of("x-forwarded-", "x-envoy-");
    /** A host, or the origin of a page, with any port; compiled once, since each call without write keys is asked. */
    private static final Pattern LOCAL = Pattern.compile(
            "(https?://)?(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    /** Of a request that names no origin: it is the page's own, or the user's. */
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private ThisMachine() {}

    /** Whether nothing in these headers says otherwise. */
    static boolean made(RequestHead head) {
        return head.headers().keySet().stream().noneMatch(ThisMachine::isOfAProxy)
                && head.header("host").map(ThisMachine::isLocal).orElse(false)
                && isFromNoForeignPage(head);
    }

    private static boolean isOfAProxy(String header) {
        return PROXY_TRACES.contains(header) || PROXY_FAMILIES.stream().anyMatch(header::startsWith);
    }

    /** A page of this machine may be on another port than the gateway, which makes it another origin, but one with a local name. */
    private static boolean isFromNoForeignPage(RequestHead head) {
        return head.header("origin")
                .map(ThisMachine::isLocal)
                .orElseGet(() -> head.header("sec-fetch-site")
                        .map(site -> OWN_SITE.contains(site.toLowerCase(Locale.ROOT)))
                        .orElse(true));
    }

    private static boolean isLocal(String address) {
        return LOCAL.matcher(address).matches();
    }
}
