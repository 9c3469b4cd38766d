package dev.andon.planner;

import dev.andon.rollup.Rollups;
import dev.andon.store.StoreFixture;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A plant on one database with all that makes sums from rollups hard to get right: gaps, late and
 * corrected points, points on the edges of buckets, zones, missing targets, numbers of all sizes,
 * days on which clocks are changed, and a tail that is not closed.
 */
final class GeneratedPlant {
    /** A span of days that has points. */
    record Era(Instant start, Instant end) {}

    private record Signal(
            String machine, String metric, @Nullable Integer zone, Duration step, Numbers values) {}

    private record Point(int series, Instant time, String value, @Nullable String target) {
        String row() {
            return "(%d, '%s', %s, %s)".formatted(series, time, value, target);
        }
    }

    static final List<String> MACHINES = List.of("M-01", "M-02", "M-03", "K-01", "O'Neil 7");
    static final List<String> METRICS =
            List.of(
                    "temperature",
                    "multi_zone_temp",
                    "pressure",
                    "counter",
                    "vibration",
                    "level",
                    "strain");

    private static final String MACHINE_ROWS =
            """
            insert into andon.machines (id, name, site, area, status) values
                ('M-01', 'Extruder 1', 'Berlin', 'Hall A', 'running'), ('M-02', 'Press 2', 'Berlin', 'Hall A', 'idle'),
                ('M-03', 'Packer 3', 'Berlin', 'Hall B', 'error'), ('K-01', 'Extruder 1', 'Kolkata', 'Hall B', 'running'),
                ('O''Neil 7', 'O''Neil', 'Kolkata', null, 'idle'), ('N-00', 'Without points', 'Berlin', 'Hall A', 'idle')
            """;

    /** TimescaleDB in memory takes no long texts. */
    private static final int ROWS_AT_ONCE = 40;

    private final JdbcClient owner;
    private final DataSource database;
    private final Choice choice;
    private final List<Signal> signals = new ArrayList<>();
    private final Map<Signal, Integer> ids = new HashMap<>();
    final Instant now;
    final List<Era> eras;

    GeneratedPlant(DataSource database, Choice choice) {
        this.database = database;
        this.owner = JdbcClient.create(database);
        this.choice = choice;
        this.now = Instant.ofEpochMilli(number("select extract(epoch from now()) * 1000"));
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        eras =
                List.of(
                        // In Europe clocks are set on the 30th.
                        new Era(
                                Instant.parse("2025-03-27T00:00:00Z"),
                                Instant.parse("2025-04-02T09:17:00Z")),
                        new Era(today.minus(Duration.ofDays(6)), now));
        owner.sql(MACHINE_ROWS).update();
        addSignals();
        eras.forEach(this::fill);
    }

    private void addSignals() {
        Duration minutes = Duration.ofMinutes(20);
        add("M-01", "temperature", null, Duration.ofMinutes(5), Numbers.QUANTISED);
        add("M-02", "temperature", null, Duration.ofSeconds(427), Numbers.QUANTISED);
        add("M-03", "temperature", null, minutes, Numbers.QUANTISED);
        add("K-01", "temperature", null, Duration.ofMinutes(30), Numbers.QUANTISED);
        add("O'Neil 7", "temperature", null, Duration.ofHours(2), Numbers.QUANTISED);
        for (int zone = 1; zone <= 4; zone++) {
            add("M-01", "multi_zone_temp", zone, minutes, Numbers.QUANTISED);
        }
        add("K-01", "multi_zone_temp", 1, minutes, Numbers.QUANTISED);
        add("K-01", "multi_zone_temp", null, minutes, Numbers.QUANTISED);
        add("M-02", "pressure", null, Duration.ofMinutes(15), Numbers.SIGNED);
        add("M-03", "pressure", 2, Duration.ofMinutes(45), Numbers.SIGNED);
        add("M-01", "counter", null, minutes, Numbers.LARGE);
        add("M-02", "vibration", null, minutes, Numbers.TINY);
        add("M-03", "level", null, minutes, Numbers.CONSTANT);
        add("K-01", "strain", null, minutes, Numbers.NARROW);
        add("O'Neil 7", "strain", 3, Duration.ofHours(1), Numbers.HUGE);
    }

    private void add(
            String machine, String metric, @Nullable Integer zone, Duration step, Numbers values) {
        Signal signal = new Signal(machine, metric, zone, step, values);
        int id =
                owner.sql(
                                "insert into andon.series (machine_id, metric_type, zone_number)"
                                        + " values (?, ?, ?) returning id")
                        .param(machine)
                        .param(metric)
                        .param(zone)
                        .query(Integer.class)
                        .single();
        signals.add(signal);
        ids.put(signal, id);
    }

    private void fill(Era era) {
        LocalDate last = LocalDate.ofInstant(era.end(), ZoneOffset.UTC).plusDays(1);
        LocalDate.ofInstant(era.start(), ZoneOffset.UTC)
                .minusDays(1)
                .datesUntil(last.plusDays(1))
                .forEach(day ->
                        owner.sql("select andon.ensure_samples_partition(?)")
                                .param(day)
                                .query()
                                .singleRow());
        List<Point> points = new ArrayList<>();
        for (Signal signal : signals) {
            Instant time = era.start();
            while (time.isBefore(era.end())) {
                points.add(point(signal, time));
                time = time.plus(signal.step());
                if (choice.percent(1)) {
                    time = time.plus(signal.step().multipliedBy(choice.below(40)));
                }
            }
        }
        for (int from = 0; from < points.size(); from += ROWS_AT_ONCE) {
            List<Point> rows = points.subList(from, Math.min(points.size(), from + ROWS_AT_ONCE));
            owner.sql(
                            "insert into andon.samples (series_id, \"timestamp\", value, target_value) values "
                                    + rows.stream()
                                            .map(Point::row)
                                            .collect(Collectors.joining(", "))
                                    + " on conflict do nothing")
                    .update();
        }
    }

    private Point point(Signal signal, Instant time) {
        Instant at = time;
        if (signal.step().toMinutes() == 20 && choice.percent(50)) {
            at = time.plus(choice.below(600_000_000), ChronoUnit.MICROS);
        } else if (choice.percent(3)) {
            at = time.minus(1, ChronoUnit.MICROS);
        }
        return new Point(
                Objects.requireNonNull(ids.get(signal)),
                at,
                signal.values().value(choice),
                signal.values().target(choice));
    }

    /**
     * So many points after a time: late, corrected, sent again, each as an application would
     * insert.
     */
    void sendLate(int count, Instant since) {
        for (int point = 0; point < count; point++) {
            Signal signal = choice.of(signals);
            Era era = since.isAfter(eras.getFirst().end()) ? eras.getLast() : choice.of(eras);
            Instant first = since.isAfter(era.start()) ? since : era.start();
            long steps = Duration.between(era.start(), era.end()).dividedBy(signal.step());
            long skipped = Duration.between(era.start(), first).dividedBy(signal.step()) + 1;
            Instant time =
                    era.start()
                            .plus(
                                    signal.step()
                                            .multipliedBy(skipped + choice.below(steps - skipped)));
            Point sent = point(signal, time);
            for (int copy = choice.percent(10) ? 2 : 1; copy > 0; copy--) {
                owner.sql(
                                "insert into public.machine_metrics (machine_id, metric_type, zone_number, value, \"timestamp\", target_value)"
                                        + " values (?, ?, ?, %s, '%s', %s)"
                                                .formatted(
                                                        sent.value(), sent.time(), sent.target()))
                        .param(signal.machine())
                        .param(signal.metric())
                        .param(signal.zone())
                        .update();
            }
        }
    }

    /** As if the clock stood so long before now. */
    Rollups rollups(ZoneId zone, Duration before) {
        Instant stopped = now.minus(before);
        return new Rollups(database, zone, Clock.fixed(stopped, ZoneOffset.UTC));
    }

    void seal() throws SQLException, InterruptedException {
        if (StoreFixture.engine(database).seals()) {
            StoreFixture.seal(database);
        }
    }

    long number(String sql) {
        return owner.sql(sql).query(Long.class).single();
    }
}
