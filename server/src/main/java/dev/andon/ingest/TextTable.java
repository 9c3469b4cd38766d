package dev.andon.ingest;

import dev.andon.catalog.NameRule;
import org.jspecify.annotations.Nullable;

/**
 * Strings by their characters, so that a name that comes a thousand times in a body becomes an
 * object once. Belongs to one request; holds a bounded number and then just makes strings.
 */
final class TextTable {
    private static final int MAX_TEXTS = 1 << 14;

    private @Nullable String[] slots = new @Nullable String[64];
    private int size;

    String get(char[] characters, int offset, int length) {
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + characters[i];
        }
        int slot = slot(hash);
        for (String text = slots[slot]; text != null; text = slots[slot]) {
            if (matches(text, hash, characters, offset, length)) {
                return text;
            }
            slot = slot + 1 & slots.length - 1;
        }
        String text = new String(characters, offset, length);
        if (size < MAX_TEXTS && length <= NameRule.MAX_LENGTH) {
            slots[slot] = text;
            if (++size * 2 > slots.length) {
                grow();
            }
        }
        return text;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & slots.length - 1;
    }

    /** String's own hash is the one computed here, and it remembers it. */
    private static boolean matches(
            String text, int hash, char[] characters, int offset, int length) {
        if (text.length() != length || text.hashCode() != hash) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != characters[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        @Nullable String[] old = slots;
        slots = new @Nullable String[old.length * 2];
        for (String text : old) {
            if (text != null) {
                int slot = slot(text.hashCode());
                while (slots[slot] != null) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = text;
            }
        }
    }
}
