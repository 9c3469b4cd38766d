package dev.andon.query;

import java.util.Optional;

/** How rows become frames; the words are Grafana's. */
public enum Format {
    TABLE("table"),
    TIME_SERIES("time_series");

    private final String word;

    Format(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Empty for a word that Grafana's PostgreSQL data source does not know either. */
    public static Optional<Format> of(String word) {
        for (Format format : values()) {
            if (format.word.equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
