package org.eventgateway.plugin.event;

/**
 * The one whom a deletion request names.
 *
 * @param userId the user's id as the events of that user carry it; not empty
 */
public record Person(String userId) {
    public Person {
        if (userId.isEmpty()) {
            throw new IllegalArgumentException("a person to delete needs a user id");
        }
    }

    /** Does not name the person: logs and errors must not. */
    @Override
    public String toString() {
        return "Person[***]";
    }
}
