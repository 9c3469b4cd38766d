package dev.andon.accounts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashing of passwords, and which ones are good enough. */
@Component
final class Passwords {
    /**
     * Measured on the small reference machine: 11 takes 105 ms, 12 takes 210 ms, 13 takes 410 ms.
     */
    private static final int BCRYPT_COST = 12;

    private static final int MIN_LENGTH = 10;

    /** bcrypt ignores what is beyond, so a longer password would promise more than it gives. */
    private static final int MAX_BYTES = 72;

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(BCRYPT_COST);
    private final String nobodysHash = hash(Secret.random());

    String hash(String password) {
        return bcrypt.encode(password);
    }

    /** Takes equally long when there is no such user, so that time tells nobody who exists. */
    boolean matches(String password, @Nullable String hash) {
        boolean fits = password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
        boolean equal = bcrypt.matches(fits ? password : "", hash == null ? nobodysHash : hash);
        return fits && equal && hash != null;
    }

    /** What is wrong with a new password, as a sentence for the person who chose it. */
    Optional<String> weakness(String password, String login) {
        if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
            return Optional.of("A password needs at least %d characters.".formatted(MIN_LENGTH));
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of(
                    "A password can have at most %d bytes, about as many letters."
                            .formatted(MAX_BYTES));
        }
        if (password.equalsIgnoreCase(login)) {
            return Optional.of("A password must differ from the login.");
        }
        return Optional.empty();
    }
}
