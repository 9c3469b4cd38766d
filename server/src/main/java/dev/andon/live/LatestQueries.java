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
 * partitions of the asked days or months are touched, however many there are.
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

    /** A series may have points of a sealed month in samples as well, which came late. */
    private static final String WITHIN =
            """
            select k.id, p."timestamp", p.value, p.target_value
            from unnest(?::integer[]) as k (id)
            cross join lateral (
                (select "timestamp", value, target_value from andon.samples
                 where series_id = k.id and "timestamp" >= ? and "timestamp" < ?
                 order by "timestamp" desc limit 1)
                union all
                (select p."timestamp", p.value, p.target_value
                 from (select first_micros from andon.sample_blocks
                       where series_id = k.id
                           and first_micros >= andon.epoch_micros(?) and first_micros < andon.epoch_micros(?)
                       order by first_micros desc limit 1) b
                 join andon.block_points p on p.series_id = k.id and p.first_micros = b.first_micros
                 order by p."timestamp" desc limit 1)
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

    /** Days of UTC, the second one exclusive. */
    record Period(LocalDate from, LocalDate until) {}

    /** The newest points of these series in a period, by number; some have none. */
    Map<Integer, LatestValue> within(Period period, Collection<Integer> ids, long round) {
        OffsetDateTime from = period.from().atStartOfDay().atOffset(ZoneOffset.UTC);
        OffsetDateTime until = period.until().atStartOfDay().atOffset(ZoneOffset.UTC);
        Map<Integer, LatestValue> found = new HashMap<>();
        database.sql(WITHIN)
                .params(ids.toArray(Integer[]::new), from, until, from, until)
                .query(row -> {
                    found.put(row.getInt("id"), value(row, round));
                });
        return found;
    }

    /** The months of which points are sealed, and the other days that have points; newest first. */
    List<Period> periods() {
        return database.sql("select first, next from andon.sample_periods() order by first desc")
                .query((row, number) ->
                        new Period(
                                row.getObject("first", LocalDate.class),
                                row.getObject("next", LocalDate.class)))
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
