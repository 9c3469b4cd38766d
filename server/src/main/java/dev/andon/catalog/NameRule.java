package dev.andon.catalog;

import org.jspecify.annotations.Nullable;

/** What a machine or a metric may be called, wherever it is named first. */
public final class NameRule {
    /** Long enough for any asset path, short enough for an index entry. */
    public static final int MAX_LENGTH = 200;

    /** What can be wrong with a name. */
    public enum Fault {
        MISSING,
        TOO_LONG,
        CONTROL_CHARACTER,
        NOT_UNICODE
    }

    /**
     * What bytes that are no UTF-8 have been read as. Two such names would look the same, and their
     * series would become one.
     */
    private static final char REPLACEMENT = '\uFFFD';

    private NameRule() {}

    /**
     * What is wrong with the name, as the end of a sentence that begins with its member; or null.
     */
    public static @Nullable String objection(@Nullable String name) {
        Fault fault = fault(name, MAX_LENGTH);
        return fault == null ? null : objection(fault, MAX_LENGTH);
    }

    /** The words for it, as {@link #objection(String)} has them. */
    public static String objection(Fault fault, int maxLength) {
        return switch (fault) {
            case MISSING -> "is missing";
            case TOO_LONG -> "is longer than " + maxLength + " characters";
            case CONTROL_CHARACTER -> "holds a control character";
            case NOT_UNICODE -> "is not valid Unicode";
        };
    }

    /** What is wrong with the name, or null. */
    public static @Nullable Fault fault(@Nullable String name, int maxLength) {
        if (name == null || name.isBlank()) {
            return Fault.MISSING;
        }
        if (name.length() > maxLength) {
            return Fault.TOO_LONG;
        }
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (Character.isISOControl(character)) {
                return Fault.CONTROL_CHARACTER;
            }
            if (character == REPLACEMENT) {
                return Fault.NOT_UNICODE;
            }
            if (Character.isSurrogate(character)) {
                boolean pair =
                        i + 1 < name.length()
                                && Character.isSurrogatePair(character, name.charAt(i + 1));
                if (!pair) {
                    return Fault.NOT_UNICODE;
                }
                i++;
            }
        }
        return null;
    }
}
