package dev.andon.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random text that proves who holds it. Plain SHA-256 is enough to store it: unlike a password it
 * has 256 random bits, so nobody can guess it from its hash, and checking it costs microseconds.
 */
public final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int READABLE_LENGTH = 20;
    private static final int READABLE_GROUP = 5;

    private Secret() {}

    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * To be typed from a screen: no signs that look alike, in groups, still some 99 random bits.
     */
    public static String readable() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < READABLE_LENGTH; i++) {
            text.append(i > 0 && i % READABLE_GROUP == 0 ? "-" : "");
            text.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return text.toString();
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
