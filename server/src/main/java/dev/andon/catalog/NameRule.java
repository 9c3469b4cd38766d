package dev.andon.catalog;

import org.jspecify.annotations.Nullable;

/** What a machine or a metric may be called, wherever it is named first. */
public final class NameRule {
    /** Long enough for any asset path, short enough for an index entry. */
    public static final int MAX_LENGTH = 200;

    private NameRule() {}

    /**
     * What is wrong with the name, as the end of a sentence that begins with its member; or null.
     */
    public static @Nullable String objection(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return "is missing";
        }
        if (name.length() > MAX_LENGTH) {
            return "is longer than " + MAX_LENGTH + " characters";
        }
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (Character.isISOControl(character)) {
                return "holds a control character";
            }
            if (Character.isSurrogate(character)) {
                boolean pair =
                        i + 1 < name.length()
                                && Character.isSurrogatePair(character, name.charAt(i + 1));
                if (!pair) {
                    return "is not valid Unicode";
                }
                i++;
            }
        }
        return null;
    }
}
