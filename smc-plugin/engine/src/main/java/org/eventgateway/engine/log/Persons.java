package org.eventgateway.engine.log;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The users that a call names where calls do, however its sender escapes characters; it need not be valid JSON. Tells whose something is
 * when no field does. Immutable.
 */
final class Persons {
    /** As the doors read it: in any case, with blanks, underscores and hyphens or without. */
    private static final Pattern KEY = Pattern.compile("\"(?i:user[ _-]*id)\"\\s*:\\s*");

    private final String text;
    private final int[] values;

    private Persons(String text, int[] values) {
        this.text = text;
        this.values = values;
    }

    /** Reads a call. */
    static Persons in(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        return new Persons(
                text, KEY.matcher(text).results().mapToInt(MatchResult::end).toArray());
    }

    /** Whether a user is one of them. */
    boolean include(String userId) {
        for (int at : values) {
            boolean quoted = text.startsWith("\"", at);
            if (quoted ? isText(text, at + 1, userId) : isBare(text, at, userId)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isText(String text, int from, String userId) {
        int at = from;
        int matched = 0;
        while (at < text.length() && text.charAt(at) != '"') {
            boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length();
            boolean unicode = escaped && text.startsWith("u", at + 1) && isHex(text, at + 2);
            char c = unicode
                    ? (char) HexFormat.fromHexDigits(text, at + 2, at + 6)
                    : escaped ? unescaped(text.charAt(at + 1)) : text.charAt(at);
            if (matched == userId.length() || userId.charAt(matched) != c) {
                return false;
            }
            matched++;
            at += unicode ? 6 : escaped ? 2 : 1;
        }
        return at < text.length() && matched == userId.length();
    }

    private static boolean isHex(String text, int from) {
        return from + 4 <= text.length()
                && text.substring(from, from + 4).chars().allMatch(HexFormat::isHexDigit);
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    /** A number, or what a sender forgot to quote, up to the end of the member. */
    private static boolean isBare(String text, int from, String userId) {
        int at = from + userId.length();
        if (!text.startsWith(userId, from)) {
            return false;
        }
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at == text.length() || ",}]".indexOf(text.charAt(at)) >= 0;
    }
}
