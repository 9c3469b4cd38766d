package dev.andon.adopt;

import dev.andon.adopt.Dependent.Kind;
import dev.andon.adopt.DependentQueries.Occupant;
import dev.andon.adopt.Source.Column;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What there is, what becomes of it, what it takes; and what cannot be kept as it was. */
record AdoptionPlan(
        Source source,
        Extent extent,
        Map<String, Long> rejections,
        Repetitions repetitions,
        List<Occupant> occupants,
        List<Dependent> dependents,
        List<String> machineColumns,
        @Nullable Sample sample) {

    record Extent(
            long rows,
            @Nullable OffsetDateTime oldest,
            @Nullable OffsetDateTime newest,
            long days,
            long machines,
            long metrics,
            long series,
            long heapBytes,
            long indexBytes) {}

    /** Rows beyond the first of a time of a series. */
    record Repetitions(long equal, long different) {}

    /** Rows that were copied for a trial, what they took of the disk, and the time. */
    record Sample(long rows, long bytes, double seconds) {}

    /** What a person must have read before it is done. */
    static List<String> losses(
            Source source, List<Dependent> dependents, List<String> machineColumns) {
        List<String> losses = new ArrayList<>();
        for (Column column : source.others()) {
            boolean ofTheDatabase =
                    column.generated()
                            || column.defaultValue() != null
                            || column.name().equals(source.serial());
            if (!ofTheDatabase) {
                losses.add(
                        "column %s of %s: Andon has no place for it; inserts may name it, but what they give is not kept"
                                .formatted(column.name(), source.table()));
            }
        }
        for (String column : MachineStore.others(machineColumns)) {
            losses.add(
                    "column %s of public.machines: Andon has no place for it; statements that name it fail"
                            .formatted(column));
        }
        dependents.forEach(dependent -> {
            String loss = loss(dependent);
            if (loss != null) {
                losses.add(loss);
            }
        });
        return losses;
    }

    private static @Nullable String loss(Dependent dependent) {
        return switch (dependent.kind()) {
            case TRIGGER ->
                    "trigger %s of %s: does not fire for new rows"
                            .formatted(dependent.name(), dependent.table());
            case PUBLICATION ->
                    "publication %s: does not send new rows of %s"
                            .formatted(dependent.name(), dependent.table());
            case ROW_SECURITY ->
                    "row security of %s: the view has none".formatted(dependent.table());
            case MATERIALIZED_VIEW ->
                    "materialized view %s: goes on reading the old table, which gets no new rows"
                            .formatted(dependent.name());
            case FOREIGN_KEY ->
                    dependent.table().equals(MachineStore.TABLE)
                            ? null
                            : "foreign key %s: goes on pointing at the old table, which gets no new rows"
                                    .formatted(dependent.name());
            case VIEW -> null;
        };
    }

    String text() {
        StringBuilder text = new StringBuilder();
        describeRows(text);
        describeCost(text);
        describeChanges(text);
        text.append("\nWhat the application finds under the old name\n");
        line(
                text,
                "SELECT, INSERT, COPY … FROM go on, each with the columns and defaults of before.");
        line(
                text,
                "INSERT of a time that a series has already is a correction: one row, the new value.");
        line(text, "UPDATE, DELETE and TRUNCATE of points fail, and so does INSERT … ON CONFLICT.");
        if (source.serial() != null) {
            line(
                    text,
                    "INSERT … RETURNING %1$s gives a new number, which is not kept: %1$s is null when it is read."
                            .formatted(source.serial()));
        }
        List<String> losses = losses(source, dependents, machineColumns);
        if (!losses.isEmpty()) {
            text.append("\nCannot be kept; start asks for --accept-losses\n");
            losses.forEach(loss -> line(text, loss));
        }
        text.append("\nNothing was changed. `andon adopt start` with the same options does it.\n");
        return text.toString();
    }

    private void describeRows(StringBuilder text) {
        text.append("Table %s\n".formatted(source.table()));
        line(
                text,
                "%,d rows, %s and %s of indexes"
                        .formatted(
                                extent.rows(),
                                size(extent.heapBytes()),
                                size(extent.indexBytes())));
        if (extent.newest() != null) {
            line(
                    text,
                    "%s to %s: %,d days, %,d rows a day"
                            .formatted(
                                    extent.oldest(),
                                    extent.newest(),
                                    extent.days(),
                                    extent.rows() / Math.max(1, extent.days())));
        }
        line(
                text,
                "%,d machines, %,d metrics, %,d series"
                        .formatted(extent.machines(), extent.metrics(), extent.series()));
        rejections.forEach((reason, count) ->
                line(text, "%,d rows are no points: %s".formatted(count, reason)));
        if (repetitions.equal() + repetitions.different() > 0) {
            line(
                    text,
                    "%,d rows repeat a point, %,d more give another value for its time: the newest wins"
                            .formatted(repetitions.equal(), repetitions.different()));
        }
        if (!rejections.isEmpty() || repetitions.different() > 0) {
            line(
                    text,
                    "Rows that do not become points are kept in andon_before.rejected_rows, with the reason.");
        }
    }

    private void describeCost(StringBuilder text) {
        Sample trial = sample;
        if (trial == null) {
            return;
        }
        text.append("\nTime and disk, from a trial with %,d rows\n".formatted(trial.rows()));
        double times = (double) extent.rows() / trial.rows();
        line(text, "about %s".formatted(words(trial.seconds() * times)));
        line(
                text,
                "%s more until the days are sealed, and as much again of the log that a checkpoint frees"
                        .formatted(size((long) (trial.bytes() * times))));
        if (!source.timeIndex()) {
            line(
                    text,
                    "No index begins with %s, so one is made first."
                            .formatted(source.mapping().timestamp()));
        }
    }

    private void describeChanges(StringBuilder text) {
        text.append("\nWhat becomes of what is there\n");
        for (Occupant occupant : occupants) {
            line(
                    text,
                    "%s %s: moves to schema andon_before"
                            .formatted(occupant.kind(), occupant.name()));
        }
        for (Dependent dependent : dependents) {
            if (dependent.kind() == Kind.VIEW) {
                line(text, "view %s: is made again, over the new view".formatted(dependent.name()));
            } else if (dependent.kind() == Kind.FOREIGN_KEY
                    && dependent.table().equals(MachineStore.TABLE)) {
                line(
                        text,
                        "foreign key %s: points at Andon's machines".formatted(dependent.name()));
            }
        }
        if (occupants.stream().anyMatch(occupant -> occupant.kind().equals("materialized view"))) {
            line(
                    text,
                    "A job that refreshes a materialized view of that name can go; Andon's view is always fresh.");
        }
        line(
                text,
                "Rights on the tables: SELECT and INSERT, of machines UPDATE, too, go over to the views.");
    }

    private static void line(StringBuilder text, String line) {
        text.append("  ").append(line).append('\n');
    }

    static String size(long bytes) {
        return bytes < 1L << 30
                ? "%,d MB".formatted(bytes >> 20)
                : "%,.1f GB".formatted(bytes / (double) (1L << 30));
    }

    static String words(double seconds) {
        Duration duration = Duration.ofMillis(Math.max(1000, Math.round(seconds * 1000)));
        return duration.toHours() > 0
                ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
                : duration.toMinutes() > 0
                        ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                        : "%d s".formatted(duration.toSeconds());
    }
}
