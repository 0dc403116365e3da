package org.eventgateway.smccontract;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A query string, decoded.
 *
 * @param values by name, in the order sent
 * @param encoded whether every character was allowed there and every escape was whole and UTF-8
 */
record Query(Map<String, List<String>> values, boolean encoded) {

    private static final Pattern ALLOWED = Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+");

    static Query of(String raw) {
        if (raw.isEmpty()) {
            return new Query(Map.of(), true);
        }
        if (!ALLOWED.matcher(raw).matches()) {
            return new Query(Map.of(), false);
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        try {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        } catch (CharacterCodingException notUtf8) {
            return new Query(Map.of(), false);
        }
        return new Query(Collections.unmodifiableMap(values), true);
    }

    // URLDecoder puts a replacement character where the bytes are not UTF-8, which would hide the fault.
    private static String decode(String encoded) throws CharacterCodingException {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char c = encoded.charAt(at);
            if (c == '%') {
                bytes.put((byte) Integer.parseInt(encoded.substring(at + 1, at + 3), 16));
                at += 2;
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    }
}
