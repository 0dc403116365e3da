package org.eventgateway.smc.api;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where SMC is. People copy the address from their browser, so only scheme, host and port of it count, and {@code /Portal/Api} is
 * appended. Immutable.
 */
public final class AdminUrl {
    private final URI base;
    private final List<String> allowedHosts;
    private final boolean insecure;

    private AdminUrl(URI base, List<String> allowedHosts, boolean insecure) {
        this.base = base;
        this.allowedHosts = List.copyOf(allowedHosts);
        this.insecure = insecure;
    }

    /**
     * Makes an address.
     *
     * @param pasted what was configured
     * @param allowedHosts host names; {@code *.} at the start stands for any names before it
     * @param insecure whether http, loopback and private addresses are allowed, for a sandbox
     */
    public static AdminUrl of(URI pasted, List<String> allowedHosts, boolean insecure) {
        String scheme = pasted.getScheme().toLowerCase(Locale.ROOT);
        String host = pasted.getHost().toLowerCase(Locale.ROOT);
        String port = pasted.getPort() < 0 ? "" : ":" + pasted.getPort();
        return new AdminUrl(URI.create(scheme + "://" + host + port + "/Portal/Api"), allowedHosts, insecure);
    }

    /** The address below which all operations lie. */
    public URI base() {
        return base;
    }

    /** What is wrong with it as it is written; no look-up. */
    public Optional<String> problem() {
        if (base.getScheme().equals("http") && !insecure) {
            return Optional.of("It is not https.");
        }
        if (!isAllowedName() && !(insecure && isLoopbackName())) {
            return Optional.of("Its host is not among allowed-hosts.");
        }
        return Optional.empty();
    }

    private boolean isAllowedName() {
        String host = base.getHost();
        return allowedHosts.stream()
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .anyMatch(pattern -> pattern.startsWith("*.")
                        ? host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1
                        : host.equals(pattern));
    }

    private boolean isLoopbackName() {
        String host = base.getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /**
     * Tells whether the host now resolves to an address inside the own network. A name that is allowed could be made to point
     * there by whoever answers for it.
     *
     * @throws UnknownHostException if it does not resolve
     */
    boolean resolvesInside() throws UnknownHostException {
        if (insecure) {
            return false;
        }
        for (InetAddress address : InetAddress.getAllByName(base.getHost())) {
            if (isInside(address)) {
                return true;
            }
        }
        return false;
    }

    static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean uniqueLocal = bytes.length == 16 && (first & 0xFE) == 0xFC;
        boolean carrierGrade = bytes.length == 4 && first == 100 && (second & 0xC0) == 64;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || carrierGrade
                || (bytes.length == 4 && first == 0);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
