package org.eventgateway.plugin;

import java.util.regex.Pattern;

/**
 * Why something did not happen, for a machine (code) and for a person (text).
 *
 * @param code stable, lower-case words joined by underscores; counted and filtered by
 * @param category whose fault it is
 * @param text what is wrong, which one, and what to do; never a payload, a secret or a personal datum
 */
public record Reason(String code, Category category, String text) {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{1,63}");

    public Reason {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("a reason code is lower-case words joined by underscores, was " + code);
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("the reason " + code + " needs a text for people");
        }
    }

    /** Makes a reason that lies in the event. */
    public static Reason event(String code, String text) {
        return new Reason(code, Category.EVENT, text);
    }

    /** Makes a reason that lies in the settings here or in the set-up of the remote system. */
    public static Reason configuration(String code, String text) {
        return new Reason(code, Category.CONFIGURATION, text);
    }

    /** Makes a reason that lies in the remote system or on the way to it. */
    public static Reason remote(String code, String text) {
        return new Reason(code, Category.REMOTE, text);
    }

    /** Makes a reason that is a request to slow down. */
    public static Reason throttled(String code, String text) {
        return new Reason(code, Category.THROTTLED, text);
    }

    /** Makes a reason that lies in this software. */
    public static Reason internal(String code, String text) {
        return new Reason(code, Category.INTERNAL, text);
    }
}
