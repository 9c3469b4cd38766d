package dev.andon.accounts;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A login as typed: case does not matter. What cannot be one becomes empty, so that neither the log
 * nor the throttle keeps what strangers send.
 */
record Login(String text) {
    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

    static Login of(@Nullable String typed) {
        String text = typed == null ? "" : typed.strip().toLowerCase(Locale.ROOT);
        return new Login(ALLOWED.matcher(text).matches() ? text : "");
    }

    boolean possible() {
        return !text.isEmpty();
    }

    @Override
    public String toString() {
        return possible() ? text : "(not a login)";
    }
}
