package dev.andon.dashboard;

import java.text.Normalizer;
import java.util.Locale;

/** Text made fit for addresses: {@code Halle Süd 2} becomes {@code halle-sud-2}. */
final class Slug {
    private Slug() {}

    static String of(String text) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        return plain.isEmpty() ? "dashboard" : plain;
    }
}
