package dev.andon.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.history.HistoryModel.Kept;
import dev.andon.history.HistoryModel.Point;
import dev.andon.retention.RetentionRuns;
import dev.andon.rollup.BucketModel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run of retention, and what must be gone after it, or may be when it was cut off. */
final class HistoryRetention {
    private static final List<String> LEVELS =
            Stream.concat(
                            Stream.of(HistoryModel.RAW),
                            Stream.of(Level.values()).map(level -> level.label))
                    .toList();

    private final History history;
    private final HistoryModel model;
    private final Map<Kept, Instant> horizons;
    private final Map<Point, String> due;

    HistoryRetention(History history) {
        this.history = history;
        this.model = history.model;
        this.horizons = horizons();
        this.due = due();
    }

    void run(RetentionRuns retention) {
        String failure = retention.run();
        assertThat(failure == null || history.isCut()).as(failure).isTrue();
        if (history.isCut()) {
            follow();
        } else {
            horizons.forEach(model::keepOnlySince);
            model.remove(due.keySet());
            monthsDue().forEach(month -> model.removeMonth(month.kept(), month.month()));
        }
    }

    /**
     * From when on levels are kept and looked after: by the rules, but not beyond what is summed
     * up, and of no series with changes before. Rollups go by months.
     */
    private Map<Kept, Instant> horizons() {
        Map<String, Instant> complete =
                times(
                        """
                        select level, greatest(complete_until, '0001-01-01 00:00:00+00') from andon.rollup_state
                        """);
        Map<String, Instant> changes =
                times(
                        """
                        select machine_id, min(since) from andon.sample_changes join andon.series on id = series_id
                        group by machine_id
                        """);
        Map<Kept, Instant> found = new HashMap<>();
        for (Signal signal : Signal.ALL) {
            Instant changed = changes.getOrDefault(signal.machine(), Instant.MAX);
            for (String level : signal.keep().keySet()) {
                Instant from = keptFrom(signal, level, complete);
                if (!changed.isBefore(from)) {
                    found.put(new Kept(level, signal.machine()), from);
                }
            }
        }
        return found;
    }

    private Instant keptFrom(Signal signal, String level, Map<String, Instant> complete) {
        int days = signal.keep().getOrDefault(level, 0);
        Instant from =
                LEVELS.stream()
                        .skip(LEVELS.indexOf(level) + 1L)
                        .filter(coarser -> signal.keepsLonger(coarser, level))
                        .map(coarser -> Objects.requireNonNull(complete.get(coarser)))
                        .reduce(
                                history.now().minus(days + 1L, ChronoUnit.DAYS),
                                (one, other) -> one.isBefore(other) ? one : other)
                        .truncatedTo(ChronoUnit.DAYS);
        return level.equals(HistoryModel.RAW) ? from : beginningOfMonth(from);
    }

    private Map<String, Instant> times(String sql) {
        Map<String, Instant> times = new HashMap<>();
        history.owner
                .sql(sql)
                .query(row -> {
                    times.put(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
                });
        return times;
    }

    /** Points that go, and of each what goes together with it in one transaction. */
    private Map<Point, String> due() {
        Set<Point> raw = new HashSet<>();
        history.owner
                .sql(
                        "select machine_id, \"timestamp\" from andon.samples join andon.series on id = series_id")
                .query(row -> {
                    raw.add(
                            new Point(
                                    row.getString(1),
                                    row.getObject(2, OffsetDateTime.class).toInstant()));
                });
        Map<LocalDate, Set<String>> machines =
                raw.stream()
                        .collect(
                                Collectors.groupingBy(
                                        HistoryRetention::day,
                                        Collectors.mapping(Point::machine, Collectors.toSet())));
        Map<Point, String> found = new HashMap<>();
        for (Point point : model.points().keySet()) {
            if (!raw.contains(point)) {
                if (isDue(HistoryModel.RAW, point.machine(), point.month())) {
                    found.put(point, "sealed %s %s".formatted(point.machine(), point.month()));
                }
            } else if (machines.getOrDefault(day(point), Set.of()).stream()
                    .allMatch(each -> isDue(each, day(point)))) {
                found.put(point, "raw " + day(point));
            }
        }
        return found;
    }

    private static LocalDate day(Point point) {
        return LocalDate.ofInstant(point.time(), ZoneOffset.UTC);
    }

    private boolean isDue(String machine, LocalDate day) {
        Instant from = horizons.get(new Kept(HistoryModel.RAW, machine));
        return from != null
                && !day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).isAfter(from);
    }

    /** Blocks go by months, too. */
    private boolean isDue(String level, String machine, YearMonth month) {
        Instant from = horizons.get(new Kept(level, machine));
        return from != null && month.isBefore(month(from));
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    private static Instant beginningOfMonth(Instant time) {
        return month(time).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private Set<HistoryModel.Gone> monthsDue() {
        Set<HistoryModel.Gone> months = new HashSet<>();
        for (Level level : Level.values()) {
            for (BucketModel.Key bucket : model.buckets(level).keySet()) {
                YearMonth month = month(bucket.start());
                if (isDue(level.label, bucket.machine(), month)) {
                    months.add(
                            new HistoryModel.Gone(new Kept(level.label, bucket.machine()), month));
                }
            }
        }
        return months;
    }

    /** A run that was cut off has done some of its steps, each as a whole, announcements first. */
    private void follow() {
        Set<Point> missing = new HashSet<>(model.points().keySet());
        missing.removeAll(history.stored().keySet());
        assertThat(due.keySet()).as("what is due").containsAll(missing);
        Set<String> steps = missing.stream().map(due::get).collect(Collectors.toSet());
        assertThat(due.keySet().stream().filter(point -> steps.contains(due.get(point))))
                .as("what goes together")
                .allMatch(missing::contains);
        model.remove(missing);
        Map<Kept, Instant> since = keptSince();
        horizons.forEach((kept, from) -> {
            Instant before = model.keptSince(kept.level(), kept.machine());
            Instant now = since.getOrDefault(kept, Instant.MIN);
            assertThat(now).as("%s", kept).isIn(before, from);
            model.keepOnlySince(kept, now);
        });
        for (HistoryModel.Gone month : monthsDue()) {
            if (!hasRows(month)) {
                model.removeMonth(month.kept(), month.month());
            }
        }
        assertThat(missing)
                .as("what was announced")
                .allMatch(point ->
                        point.time().isBefore(model.keptSince(HistoryModel.RAW, point.machine())));
    }

    private Map<Kept, Instant> keptSince() {
        Map<Kept, Instant> since = new HashMap<>();
        history.owner
                .sql(
                        "select kept, machine_id, since from andon.kept_since join andon.series on id = series_id")
                .query(row -> {
                    since.put(
                            new Kept(row.getString(1), row.getString(2)),
                            row.getObject(3, OffsetDateTime.class).toInstant());
                });
        return since;
    }

    private boolean hasRows(HistoryModel.Gone gone) {
        return history.owner
                .sql(
                        """
                        select exists (select from andon.rollup_%s join andon.series on id = series_id
                                       where machine_id = ? and date_trunc('month', bucket, 'UTC') = ?)
                        """
                                .formatted(gone.kept().level()))
                .params(
                        gone.kept().machine(),
                        gone.month().atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
