package org.eventgateway.war.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eventgateway.war.http.RequestHead;

/** Takes the head of a request from the server's. */
final class Heads {
    private Heads() {}

    static RequestHead of(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        return new RequestHead(headers, isLoopback(request.getRemoteAddr()));
    }

    private static boolean isLoopback(String address) {
        try {
            // The servlet API gives an address and no name: nothing is looked up.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
