package dev.andon.engine;

import dev.andon.engine.SwitchStateStore.State;
import dev.andon.engine.SwitchStateStore.Step;
import dev.andon.postgres.TimescaleOffer;
import dev.andon.store.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to know before a switch.
 *
 * @param offer whether TimescaleDB can be had; null where it keeps the samples
 * @param state of a switch that was begun or made
 * @param secondsAPoint to read and compare a point, as was measured; 0 where there is none
 * @param pointsKeptSince when points were dropped: before when
 * @param allKeptSince when points or rollups were dropped: before when
 */
record EnginePlan(
        Engine current,
        @Nullable TimescaleOffer offer,
        @Nullable State state,
        boolean serverIsConnected,
        Amount amount,
        double secondsAPoint,
        @Nullable String pointsKeptSince,
        @Nullable String allKeptSince) {
    /**
     * How much longer it takes to copy a point than to read and compare it, as was measured with
     * some two million points on two cores.
     */
    private static final double INTO_CHUNKS = 8;

    private static final double INTO_PARTITIONS = 4;

    /** Of a row of a rollup, likewise. */
    private static final double SECONDS_A_ROLLUP = 5e-6;

    private static final double SECONDS_A_DAY = 0.01;

    /** With its entry in the index. */
    private static final int RAW_BYTES = 85;

    private static final int COMPRESSED_BYTES = 8;
    private static final int SEALED_BYTES = 4;
    private static final int ROLLUP_BYTES = 140;

    /**
     * @param young points of days that are not packed yet
     */
    record Amount(long points, long young, int days, long bytes, long rollups) {}

    private Engine target() {
        if (current != Engine.POSTGRESQL) {
            return Engine.POSTGRESQL;
        }
        return offer != null && offer.community() ? Engine.TIMESCALE : Engine.TIMESCALE_APACHE;
    }

    private boolean carriesRollups() {
        return current == Engine.TIMESCALE || target() == Engine.TIMESCALE;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Engine    %s%s\n".formatted(current, words(current)));
        String obstacle = offer == null ? null : offer.obstacle();
        text.append("Other     %s\n".formatted(obstacle == null ? otherWords() : obstacle));
        text.append(
                "Points    %,d in %,d days, %s; %,d rows of rollups\n"
                        .formatted(
                                amount.points(),
                                amount.days(),
                                size(amount.bytes()),
                                amount.rollups()));
        describeState(text);
        if (obstacle != null) {
            text.append(
                    "\nA switch is not possible now. Plain PostgreSQL gives the same answers.\n");
            return text.toString();
        }
        section(text, "What it takes", cost());
        section(text, "What is different afterwards", differences());
        section(text, "What the switch does", steps());
        text.append("\nNothing was changed.%s\n".formatted(next()));
        return text.toString();
    }

    private String next() {
        if (state == null) {
            return " `andon engine switch` does it.";
        }
        return state.step() == Step.DONE ? " `andon engine back` does it." : "";
    }

    private static String words(Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> ": plain PostgreSQL";
            case TIMESCALE -> ": TimescaleDB";
            case TIMESCALE_APACHE -> ": TimescaleDB, Apache-licensed edition";
        };
    }

    private String otherWords() {
        if (offer == null) {
            return "postgresql: plain PostgreSQL, always possible";
        }
        return "%s: TimescaleDB %s, %s edition, %s"
                .formatted(
                        target(),
                        offer.version(),
                        offer.community() ? "community" : "Apache-licensed",
                        offer.installed()
                                ? "the extension is in the database"
                                : "the extension can be created (tried, and taken back)");
    }

    private void describeState(StringBuilder text) {
        if (state != null) {
            text.append("Switch    to %s %s\n".formatted(state.target(), words(state)));
        }
        if (serverIsConnected && (state == null || state.step() != Step.DROP)) {
            text.append("Andon     is running; it can go on until the last step\n");
        }
    }

    /** Each command goes on with its own direction and undoes the other one. */
    private static String words(State state) {
        String command = state.wayBack() ? "back" : "switch";
        String opposite = state.wayBack() ? "switch" : "back";
        return switch (state.step()) {
            case COPY ->
                    "has begun: `andon engine %s` goes on, `andon engine %s` undoes it"
                            .formatted(command, opposite);
            case DROP ->
                    "is made but for removing the old tables: `andon engine %s` goes on"
                            .formatted(command);
            case UNDO -> "is being undone: `andon engine %s` goes on".formatted(opposite);
            case DONE -> "was made; `andon engine back` is the way back";
        };
    }

    private List<String> cost() {
        double compare = amount.points() * secondsAPoint + amount.days() * SECONDS_A_DAY;
        double copy = compare * (target() == Engine.POSTGRESQL ? INTO_PARTITIONS : INTO_CHUNKS);
        double stopped = compare + (carriesRollups() ? amount.rollups() * SECONDS_A_ROLLUP : 0);
        long bytes = targetBytes();
        return List.of(
                "about %s to copy; Andon can go on meanwhile".formatted(time(copy)),
                "about %s without Andon at the end (more if it ran long between copying and that): stop it, run the switch, start it. Senders get no answer for that time, keep their points and send them again; who inserts by SQL waits; questions by SQL are answered"
                        .formatted(time(stopped)),
                "about %s more disk until the old tables are removed, of which about %s stay; and for a while about as much of PostgreSQL's log. PostgreSQL does not tell what is free: look before (df)"
                        .formatted(size(bytes), size(bytes)));
    }

    private long targetBytes() {
        int old =
                switch (target()) {
                    case POSTGRESQL -> SEALED_BYTES;
                    case TIMESCALE -> COMPRESSED_BYTES;
                    case TIMESCALE_APACHE -> RAW_BYTES;
                };
        return amount.young() * RAW_BYTES
                + (amount.points() - amount.young()) * old
                + (carriesRollups() ? amount.rollups() * ROLLUP_BYTES : 0);
    }

    private List<String> differences() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "tables, views, rights and answers stay the same; points to the last bit, rollups as they are");
        switch (target()) {
            case POSTGRESQL -> {
                lines.add(
                        "old days are sealed by Andon: about 2 to 4 bytes a point, where TimescaleDB has about 5 to 10");
                lines.add(
                        "rules of retention (andon.retention.rules) are applied again: what they drop is dropped within a day of the next start. Look at `andon retention plan`");
                lines.add("one late point has the buckets of its series recomputed, not of all");
                lines.add("the extension timescaledb stays in the database, with its time_bucket");
            }
            case TIMESCALE, TIMESCALE_APACHE -> {
                lines.add(
                        target() == Engine.TIMESCALE
                                ? "old days are compressed by TimescaleDB: about 5 to 10 bytes a point, where sealed days have about 2 to 4"
                                : "old days stay as they are: 60 to 90 bytes a point, where sealed days have about 2 to 4");
                lines.add(
                        "rules of retention (andon.retention.rules) are no longer applied: nothing is removed");
                if (target() == Engine.TIMESCALE) {
                    lines.add(
                            "one late point has its buckets recomputed for all series, not only for its own");
                }
            }
        }
        if (pointsKeptSince != null) {
            lines.add(
                    "points of before %s were dropped; rollups of them are carried over"
                            .formatted(pointsKeptSince));
        }
        if (target() == Engine.TIMESCALE && allKeptSince != null) {
            lines.add(
                    "rollups of before %s, from when on all levels are complete, may no longer change when points of that time come late"
                            .formatted(allKeptSince));
        }
        return lines;
    }

    private List<String> steps() {
        List<String> lines = new ArrayList<>();
        if (offer != null && !offer.installed()) {
            lines.add("creates the extension, whose time_bucket takes the place of Andon's");
        }
        lines.add(
                "copies each day (UTC) into tables aside, reads it back, and writes down count and checksum");
        lines.add(
                "needs Andon stopped from here; locks writers out, reads each day once more where it is, and copies again what has changed since");
        if (carriesRollups()) {
            lines.add("carries the rows of all rollups over and compares them");
        }
        lines.add(
                "when every day agrees, the new tables take the names of the old ones: one transaction, all or nothing");
        lines.add("removes the old tables");
        lines.add(
                "interrupted anywhere, the same command goes on; `andon engine back` undoes it before the last step, and switches back after it");
        return lines;
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        text.append('\n').append(title).append('\n');
        lines.forEach(line -> text.append("- ").append(line).append('\n'));
    }

    private static String size(long bytes) {
        return bytes < 1L << 30
                ? "%,d MB".formatted(Math.max(1, bytes >> 20))
                : "%,.1f GB".formatted(bytes / (double) (1L << 30));
    }

    private static String time(double seconds) {
        Duration duration = Duration.ofSeconds(Math.max(1, Math.round(seconds)));
        return duration.toHours() > 0
                ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
                : duration.toMinutes() > 0
                        ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                        : "%d s".formatted(duration.toSeconds());
    }
}
