package org.eventgateway.smccontract;

import java.util.List;

/**
 * A good request with one fault.
 *
 * @param where the part that must be blamed, itself or something in it; exact when empty
 * @param message a piece of the expected message, for parts that more than one rule may blame
 */
record InvalidCase(String name, String operation, Request request, String where, String message) {

    static InvalidCase of(String name, String operation, Request request, String where) {
        return new InvalidCase(name, operation, request, where, "");
    }

    boolean reportedIn(List<Violation> violations) {
        return violations.stream().anyMatch(this::meets);
    }

    private boolean meets(Violation violation) {
        boolean inPlace = violation.where().equals(where)
                || (!where.isEmpty() && violation.where().startsWith(where + "/"));
        return inPlace
                && violation.operation().equals(operation)
                && violation.message().contains(message);
    }

    @Override
    public String toString() {
        return operation + ": " + name;
    }
}
