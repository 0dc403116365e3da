package org.eventgateway.engine.log;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Files outside of the store that hold records of persons as well: those that sources have picked up. */
public interface PersonFiles {
    /** None. */
    PersonFiles NONE = new PersonFiles() {
        @Override
        public Set<String> connections() {
            return Set.of();
        }

        @Override
        public Optional<Map<String, Long>> erase(String connection, Predicate<String> isAsked) {
            return Optional.of(Map.of());
        }
    };

    /** The connections whose requests to delete a person concern such files. */
    Set<String> connections();

    /**
     * Writes over the records of persons, durably. Blocks while the files are read.
     *
     * @param connection where the requests were made
     * @param isAsked whether a user id is that of one of the persons
     * @return how many records of whom; empty if it cannot be done at present, and is to be tried again in a second
     */
    Optional<Map<String, Long>> erase(String connection, Predicate<String> isAsked);
}
