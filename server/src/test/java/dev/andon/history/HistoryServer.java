package dev.andon.history;

import dev.andon.SettableClock;
import dev.andon.retention.RetentionRuns;
import dev.andon.rollup.BucketModel;
import dev.andon.rollup.Rollups;
import dev.andon.store.Samples;
import dev.andon.store.StoreFixture;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** What a server does with its database, and what it believes of that until it is restarted. */
final class HistoryServer {
    private static final Map<String, String> METRICS =
            Signal.ALL.stream().collect(Collectors.toMap(Signal::machine, Signal::metric));

    private final DataSource dataSource;
    private final Map<String, Integer> series;
    final StoreFixture store;
    final Rollups rollups;
    final RetentionRuns retention;

    HistoryServer(
            DataSource dataSource, Map<String, Integer> series, ZoneId zone, SettableClock clock) {
        this.dataSource = dataSource;
        this.series = series;
        store = StoreFixture.eager(dataSource);
        rollups = new Rollups(dataSource, zone, clock);
        retention = new RetentionRuns(dataSource, clock, Signal.rules());
    }

    void append(List<BucketModel.Point> points) {
        store.samples().append(samples(points));
    }

    void load(List<BucketModel.Point> points) {
        store.samples().load(samples(points));
    }

    private Samples samples(List<BucketModel.Point> points) {
        Samples samples = new Samples(points.size());
        for (BucketModel.Point point : points) {
            samples.add(
                    Objects.requireNonNull(series.get(point.machine())),
                    ChronoUnit.MICROS.between(Instant.EPOCH, point.time()),
                    point.value(),
                    point.target());
        }
        return samples;
    }

    /** As an application does that knows nothing of Andon, in one transaction. */
    void insert(List<BucketModel.Point> points) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "insert into public.machine_metrics values (?, ?, ?, ?, null, ?)")) {
                for (BucketModel.Point point : points) {
                    insert.setString(1, point.machine());
                    insert.setString(2, METRICS.get(point.machine()));
                    insert.setDouble(3, point.value());
                    insert.setObject(4, point.time().atOffset(ZoneOffset.UTC));
                    insert.setObject(
                            5, Double.isNaN(point.target()) ? null : (Double) point.target());
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
    }

    /** TimescaleDB's way to seal. */
    void compress(Instant olderThan) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement compress =
                        connection.prepareStatement(
                                """
                                select compress_chunk(c, if_not_compressed => true)
                                from show_chunks('andon.samples', older_than => timestamptz '%s') c
                                """
                                        .formatted(olderThan))) {
            compress.execute();
        }
    }
}
