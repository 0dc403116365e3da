package org.eventgateway.plugin.settings;

import java.util.List;
import java.util.Optional;

/**
 * What the values of a {@link SettingType} look like to somebody who only knows JSON: a form, an editor, a validator. The type's
 * reader alone decides what is valid: it may refuse a value of this shape, and take other spellings, such as a choice in capitals.
 */
public sealed interface ValueShape {

    /** Any text. */
    ValueShape TEXT = new Text(Optional.empty());

    /** True or false. */
    ValueShape FLAG = new Flag();

    /**
     * A text.
     *
     * @param pattern a regular expression for the whole of it, in the dialect that Java and JavaScript share
     */
    record Text(Optional<String> pattern) implements ValueShape {}

    /** True or false. */
    record Flag() implements ValueShape {}

    /** A whole number within bounds, both included. */
    record Whole(long least, long most) implements ValueShape {}

    /** One of a few texts. */
    record Choice(List<String> values) implements ValueShape {
        public Choice {
            values = List.copyOf(values);
        }
    }
}
