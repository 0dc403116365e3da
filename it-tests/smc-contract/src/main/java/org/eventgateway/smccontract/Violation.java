package org.eventgateway.smccontract;

/**
 * One way in which a request breaks the contract. Made by {@link SmcContract}, read by tests.
 *
 * @param operation the operation as the schema names it, such as {@code data-load}; {@code unknown} when none fits
 * @param where a JSON pointer into the request document, such as {@code /query/keyFields/0} or {@code /body/3}
 * @param message which rule is broken; never a cell, a parameter's value or a credential
 */
public record Violation(String operation, String where, String message) {

    @Override
    public String toString() {
        return operation + " " + where + ": " + message;
    }
}
