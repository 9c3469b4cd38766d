package dev.andon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import dev.andon.store.SampleStore;
import dev.andon.store.Samples;
import dev.andon.store.StoreFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database with some machines of one series each, a model of it, and a worker. */
final class RollupFixture implements AutoCloseable {
    static final List<String> MACHINES = List.of("A", "B", "C");
    private static final Map<String, Duration> VIEWS =
            Map.of(
                    "machine_metrics_5m", Duration.ofMinutes(5),
                    "machine_metrics_hourly", Duration.ofHours(1),
                    "machine_metrics_daily", Duration.ofDays(1));

    final TestDatabase database;
    final JdbcClient owner;
    final JdbcClient reader;
    final SettableClock clock = new SettableClock(Instant.parse("2026-03-27T00:30:00Z"));
    final BucketModel model = new BucketModel();
    ZoneId zone;
    final RollupWorker worker;
    private final SampleStore store;
    private final Map<String, Integer> ids = new HashMap<>();

    RollupFixture(ZoneId zone) {
        this(TestDatabase.migrated(), zone);
    }

    RollupFixture(TestDatabase database, ZoneId zone) {
        this.database = database;
        this.owner = JdbcClient.create(database.owner());
        this.reader = JdbcClient.create(database.reader());
        this.store = StoreFixture.on(database.owner());
        this.zone = zone;
        this.worker = worker(database.owner(), zone);
        for (String machine : MACHINES) {
            owner.sql("insert into machines (id, name) values (?, ?)")
                    .param(machine)
                    .param(machine)
                    .update();
            int id =
                    owner.sql(
                                    "insert into series (machine_id, metric_type) values (?, 't')"
                                            + " returning id")
                            .param(machine)
                            .query(Integer.class)
                            .single();
            ids.put(machine, id);
        }
    }

    /** Another server's worker on the same database. */
    RollupWorker worker(DataSource source, @Nullable ZoneId inZone, String... levels) {
        return worker(source, inZone, Duration.ZERO, levels);
    }

    /**
     * @param settling how long late data is left alone
     */
    RollupWorker worker(
            DataSource source, @Nullable ZoneId inZone, Duration settling, String... levels) {
        RollupProgress progress = new RollupProgress(clock);
        List<String> names = levels.length == 0 ? List.of("5m", "1h", "1d") : List.of(levels);
        RollupStore store = new RollupStore(source);
        return new RollupWorker(
                store,
                store,
                new RollupConfig(
                        names.stream().map(BucketWidth::valueOf).toList(),
                        inZone,
                        Duration.ofMinutes(2),
                        Duration.ofMillis(50),
                        settling,
                        settling),
                progress,
                new RollupMetrics(new SimpleMeterRegistry(), progress),
                clock);
    }

    int id(String machine) {
        return Objects.requireNonNull(ids.get(machine));
    }

    void append(List<BucketModel.Point> points) {
        Samples samples = new Samples(points.size());
        for (BucketModel.Point point : points) {
            samples.add(
                    id(point.machine()),
                    ChronoUnit.MICROS.between(Instant.EPOCH, point.time()),
                    point.value(),
                    point.target());
        }
        store.append(samples);
        model.add(points);
    }

    void insertThroughTheView(List<BucketModel.Point> points) throws SQLException {
        try (Connection connection = database.owner().getConnection()) {
            connection.setAutoCommit(false);
            for (BucketModel.Point point : points) {
                insert(connection, point);
            }
            connection.commit();
        }
        model.add(points);
    }

    static void insert(Connection connection, BucketModel.Point point) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into public.machine_metrics values (?, 't', ?, ?, null, ?)")) {
            insert.setString(1, point.machine());
            insert.setDouble(2, point.value());
            insert.setObject(3, point.time().atOffset(ZoneOffset.UTC));
            insert.setObject(4, Double.isNaN(point.target()) ? null : (Double) point.target());
            insert.executeUpdate();
        }
    }

    /** Until there is nothing more to do. */
    void settle() throws SQLException {
        while (worker.pass()) {
            // Each pass is bounded.
        }
    }

    void viewsAreRight(String context) {
        VIEWS.forEach((view, width) ->
                assertThat(BucketModel.differences(model.buckets(width, zone), view(view)))
                        .as("%s, %s", view, context)
                        .isEmpty());
    }

    /** What the tables hold before complete_until, and nothing else. */
    void tablesAreRight(String context) {
        Map.of("5m", Duration.ofMinutes(5), "1h", Duration.ofHours(1), "1d", Duration.ofDays(1))
                .forEach((level, width) -> tableIsRight(level, width, context));
    }

    void tableIsRight(String level, Duration width, String context) {
        Instant complete = completeUntil(level);
        Map<BucketModel.Key, BucketModel.Bucket> expected = model.buckets(width, zone);
        expected.keySet().removeIf(key -> !key.start().isBefore(complete));
        assertThat(BucketModel.differences(expected, table(level)))
                .as("rollup_%s, %s", level, context)
                .isEmpty();
    }

    Instant completeUntil(String level) {
        return owner.sql("select complete_until from rollup_state where level = ?")
                .param(level)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    Map<BucketModel.Key, BucketModel.Bucket> view(String name) {
        return view(reader, name);
    }

    static Map<BucketModel.Key, BucketModel.Bucket> view(JdbcClient reader, String name) {
        return rows(
                reader,
                """
                select machine_id, %s as start, point_count, sum_value, min_value, max_value, first_value, last_value,
                       coalesce(stddev_value ^ 2 * (point_count - 1), 0),
                       coalesce(target_count, 0), coalesce(sum_target, 0), coalesce(min_target, 0), coalesce(max_target, 0),
                       coalesce(first_target, 0), coalesce(last_target, 0),
                       coalesce(stddev_target ^ 2 * (target_count - 1), 0)
                from %s
                """
                        .formatted(name.endsWith("hourly") ? "hour" : "bucket", name));
    }

    private Map<BucketModel.Key, BucketModel.Bucket> table(String level) {
        return rows(
                owner,
                """
                select machine_id, bucket as start, count, sum, min, max, first, last, deviations,
                       coalesce(target_count, 0), coalesce(target_sum, 0), coalesce(target_min, 0), coalesce(target_max, 0),
                       coalesce(target_first, 0), coalesce(target_last, 0), coalesce(target_deviations, 0)
                from rollup_%s join series on id = series_id
                """
                        .formatted(level));
    }

    private static Map<BucketModel.Key, BucketModel.Bucket> rows(JdbcClient client, String sql) {
        Map<BucketModel.Key, BucketModel.Bucket> buckets = new HashMap<>();
        client.sql(sql)
                .query(row -> {
                    BucketModel.Key key =
                            new BucketModel.Key(
                                    row.getString(1),
                                    row.getObject("start", OffsetDateTime.class).toInstant());
                    BucketModel.Bucket before =
                            buckets.put(key, new BucketModel.Bucket(sums(row, 3), sums(row, 10)));
                    assertThat(before).as("once only: %s", key).isNull();
                });
        return buckets;
    }

    private static BucketModel.Sums sums(ResultSet row, int from) throws SQLException {
        return new BucketModel.Sums(
                row.getLong(from),
                row.getDouble(from + 1),
                row.getDouble(from + 2),
                row.getDouble(from + 3),
                row.getDouble(from + 4),
                row.getDouble(from + 5),
                row.getDouble(from + 6));
    }

    @Override
    public void close() {
        database.close();
    }
}
