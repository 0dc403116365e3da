package org.eventgateway.smc.source.record;

import org.eventgateway.plugin.Reason;

/** Why something is no record. The texts never quote the input. */
final class Faults {
    private Faults() {}

    static Reason tooLong(Place place, int cap) {
        return Reason.event(
                "record_too_long",
                place + ": The record has more than " + cap + " bytes (max-record-size). It was skipped.");
    }

    static Reason quoteNotClosed(Place place) {
        return Reason.event(
                "quote_not_closed", place + ": A quote is opened and not closed. Check quoting of the export.");
    }

    static Reason brokenCsv(Place place) {
        return Reason.event(
                "broken_csv", place + ": Text follows a closing quote. Check delimiter and quoting of the export.");
    }

    static Reason columnCount(Place place, int found, int expected) {
        return Reason.event(
                "wrong_column_count", place + ": The row has " + found + " columns, the header " + expected + ".");
    }

    static Reason wrongCharset(Place place, String charset) {
        return Reason.event(
                "wrong_charset",
                place + ": The record has bytes that are no " + charset + ". Check the setting charset.");
    }

    static Reason brokenJson(Place place) {
        return Reason.event("broken_json", place + ": This is no whole JSON object.");
    }

    static Reason arrayNotClosed(Place place) {
        return Reason.event(
                "broken_json",
                place + ": The input ends before this element or in the middle of it, and the array is not closed. "
                        + "What should follow is missing.");
    }

    static Reason notAnObject(Place place) {
        return Reason.event("not_an_object", place + ": A JSON object is expected here.");
    }
}
