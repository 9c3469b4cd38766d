package dev.andon.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be measured, in this order. */
enum Part {
    START("Start"),
    DASHBOARDS("First dashboard"),
    INGEST("Ingest"),
    LATENCY("Latency"),
    SMALL("Small requests"),
    OVERLOAD("Overload"),
    STORAGE("Storage"),
    YEAR("A year"),
    QUESTIONS("Questions of panels"),
    VIEWERS("Viewers");

    final String title;

    Part(String title) {
        this.title = title;
    }

    static Optional<Part> named(String name) {
        return Arrays.stream(values()).filter(part -> part.word().equals(name)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
