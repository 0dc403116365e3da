package org.eventgateway.smc.destination;

import java.util.Locale;

/** Tells which values SMC takes for the same key: its database ignores case and blanks at the end, as SQL Server does by default. */
final class SmcKey {
    private SmcKey() {}

    /** The same text for all spellings of a value that SMC takes for the same. */
    static String of(String value) {
        String text = value.stripTrailing();
        // Both ways: some letters have two lower cases.
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
