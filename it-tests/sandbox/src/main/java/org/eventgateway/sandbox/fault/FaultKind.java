package org.eventgateway.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong with a request. */
public enum FaultKind {
    /** Not carried out; answered with a status, and a body and headers if given. */
    STATUS(false),
    /** Not carried out; the connection is dropped. */
    RESET_BEFORE(false),
    /** Carried out; the connection is dropped in the middle of the reply's body. */
    RESET_AFTER(true),
    /** Carried out; the connection is dropped without a byte of reply. */
    LOST_ANSWER(true),
    /** The connection is dropped at once without a byte of reply; carried out some time later, whatever came in between. */
    LATE(false),
    /** Carried out; the reply comes late. */
    SLOW(true),
    /** Carried out; the reply's body comes byte by byte. */
    DRIP(true),
    /** Not carried out; answered with 200 and an HTML page, as a captive or maintenance page would. */
    HTML(false),
    /** Carried out; answered with the right status and no body. */
    EMPTY(true),
    /** Carried out; half of the JSON is missing, and the length header agrees with the rest. */
    TRUNCATED(true),
    /** Not carried out; answered with 200 and the result code {@code Failed}. */
    FAILED(false);

    private final boolean carriedOut;

    FaultKind(boolean carriedOut) {
        this.carriedOut = carriedOut;
    }

    /** Finds a kind by the name the control API uses, e.g. {@code lost-answer}. */
    public static Optional<FaultKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.label().equals(name)).findFirst();
    }

    /** The name in kebab-case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Tells whether the request takes effect although its reply suffers. */
    boolean isCarriedOut() {
        return carriedOut;
    }
}
