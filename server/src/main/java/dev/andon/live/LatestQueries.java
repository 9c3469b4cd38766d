package dev.andon.live;

import dev.andon.catalog.SeriesKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The newest points of series: one step into an index for each series, never a scan. Only the
 * partitions of the asked days are touched, however many there are.
 */
final class LatestQueries {
    private static final String SINCE =
            """
            select s.id, s.machine_id, s.metric_type, s.zone_number, p."timestamp", p.value, p.target_value
            from andon.series s
            left join lateral (select "timestamp", value, target_value from andon.samples
                               where series_id = s.id and "timestamp" >= ?
                               order by "timestamp" desc limit 1) p on true
            """;

    private static final String ON_DAY =
            """
            select k.id, p."timestamp", p.value, p.target_value
            from unnest(?::integer[]) as k (id)
            cross join lateral (select "timestamp", value, target_value from andon.samples
                                where series_id = k.id and "timestamp" >= ? and "timestamp" < ?
                                order by "timestamp" desc limit 1) p
            """;

    /** Half a million series at once would take a hundred megabytes. */
    private static final int ROWS_AT_A_TIME = 5_000;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    LatestQueries(DataSource owner) {
        this.database = JdbcClient.create(owner);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
    }

    /** A series and the newest point that was found of it, if any. */
    record Found(int id, SeriesKey series, @Nullable LatestValue value) {}

    /** Every series, with its newest point from that time on. */
    void since(Instant from, long round, Consumer<Found> found) {
        // Only in a transaction does the driver read rows piece by piece.
        transaction.executeWithoutResult(_ -> readSince(from, round, found));
    }

    private void readSince(Instant from, long round, Consumer<Found> found) {
        database.sql(SINCE)
                .withFetchSize(ROWS_AT_A_TIME)
                .param(from.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    SeriesKey series =
                            new SeriesKey(
                                    row.getString("machine_id"),
                                    row.getString("metric_type"),
                                    row.getObject("zone_number", Integer.class));
                    boolean none = row.getObject("timestamp", OffsetDateTime.class) == null;
                    found.accept(
                            new Found(row.getInt("id"), series, none ? null : value(row, round)));
                });
    }

    /** The newest points of these series on a day (UTC), by number; some have none. */
    Map<Integer, LatestValue> on(LocalDate day, Collection<Integer> ids, long round) {
        Map<Integer, LatestValue> found = new HashMap<>();
        database.sql(ON_DAY)
                .param(ids.toArray(Integer[]::new))
                .param(day.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param(day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    found.put(row.getInt("id"), value(row, round));
                });
        return found;
    }

    /** The days that can have samples, newest first. */
    List<LocalDate> days() {
        return database.sql("select day from andon.sample_days() as day order by day desc")
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list();
    }

    private static LatestValue value(ResultSet row, long round) throws SQLException {
        double target = row.getDouble("target_value");
        boolean none = row.wasNull();
        return new LatestValue(
                ChronoUnit.MICROS.between(
                        Instant.EPOCH,
                        row.getObject("timestamp", OffsetDateTime.class).toInstant()),
                row.getDouble("value"),
                none ? Double.NaN : target,
                round);
    }
}
