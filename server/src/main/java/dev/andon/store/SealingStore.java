package dev.andon.store;

import static dev.andon.store.SortedSamples.MICROS_A_DAY;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.stereotype.Component;

/** What sealing asks of the database: days that are due, their locks, their rows. */
@Component
class SealingStore {
    /**
     * Writers of yesterday and today take no lock of the day, and one that began late yesterday may
     * still be at it; so the youngest day that is ever sealed lies two more back.
     */
    static final int YOUNG_DAYS = 3;

    private final DataSource dataSource;
    private final Duration sealAfter;
    private final boolean seals;

    SealingStore(DataSource dataSource, SealingConfig config, EngineStore engine) {
        this.dataSource = dataSource;
        this.sealAfter = config.after();
        this.seals = engine.current().seals();
    }

    /** Whether Andon seals at all in this database. */
    boolean seals() {
        return seals;
    }

    /** A raw partition, and a number that rises with whatever is written to it. */
    record RawDay(int epochDay, long writes) {}

    /** A series with raw rows on a day, and the points of that day in rows and blocks. */
    record SeriesPoints(int seriesId, long points) {}

    /**
     * Days before this one may be in blocks: they are old enough by the database's clock, and every
     * rollup has passed them, so that what rollups do not have yet is always raw. None where
     * TimescaleDB keeps the samples, nor while rows of an old table are being moved, because each
     * day of that would be sealed twice.
     */
    int sealableUntil() throws SQLException {
        if (!seals) {
            return Integer.MIN_VALUE;
        }
        String sql =
                """
                select case when exists (
                                select from adoption a
                                where a.finished is null
                                  and (not a.listed or exists (select from adoption_days d where d.finished is null)))
                            then '-infinity'
                            else least(floor(extract(epoch from now() - ? * interval '1 second') / 86400),
                                       floor(extract(epoch from now()) / 86400) - ?,
                                       (select floor(extract(epoch from coalesce(min(complete_until), '-infinity')) / 86400)
                                        from rollup_state)) end
                       ::double precision
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement asked = connection.prepareStatement(sql)) {
            asked.setLong(1, sealAfter.toSeconds());
            asked.setInt(2, YOUNG_DAYS);
            try (ResultSet row = asked.executeQuery()) {
                row.next();
                return (int) row.getDouble(1);
            }
        }
    }

    /** Oldest first. */
    List<RawDay> rawDays() throws SQLException {
        String sql =
                """
                select to_date(substr(c.relname, 9), 'YYYYMMDD') - date '1970-01-01' as epoch_day,
                       pg_stat_get_tuples_inserted(c.oid) + pg_stat_get_tuples_updated(c.oid) as writes
                from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'samples'::regclass and c.relname ~ '^samples_[0-9]{8}$'
                order by epoch_day
                """;
        List<RawDay> days = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement asked = connection.createStatement();
                ResultSet rows = asked.executeQuery(sql)) {
            while (rows.next()) {
                days.add(new RawDay(rows.getInt(1), rows.getLong(2)));
            }
        }
        return days;
    }

    /** In the order of series. */
    List<SeriesPoints> rawSeries(int epochDay) throws SQLException {
        String sql =
                """
                with raw as materialized (
                    select series_id, count(*) as points from samples
                    where "timestamp" >= to_timestamp(?) and "timestamp" < to_timestamp(?) group by series_id
                )
                select raw.series_id, raw.points + coalesce(
                    (select sum(b.points) from sample_blocks b
                     where b.series_id = raw.series_id and b.first_micros >= ? and b.first_micros < ?), 0)
                from raw order by raw.series_id
                """;
        long day = epochDay * MICROS_A_DAY;
        List<SeriesPoints> series = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement asked = connection.prepareStatement(sql)) {
            asked.setDouble(1, epochDay * 86_400.0);
            asked.setDouble(2, (epochDay + 1) * 86_400.0);
            asked.setLong(3, day);
            asked.setLong(4, day + MICROS_A_DAY);
            try (ResultSet rows = asked.executeQuery()) {
                while (rows.next()) {
                    series.add(new SeriesPoints(rows.getInt(1), rows.getLong(2)));
                }
            }
        }
        return series;
    }

    /**
     * Waits for its turn on old days, in their order, until the transaction ends: together with
     * other writers, or alone where points go from rows to blocks or back.
     */
    static void lock(Connection connection, WritePlan plan) throws SQLException {
        List<DayRange> old = plan.days().stream().filter(plan::isOld).toList();
        if (old.isEmpty()) {
            return;
        }
        String sql =
                """
                select case when alone then pg_advisory_xact_lock(hashtext('andon.sealing'), day)::text
                            else pg_advisory_xact_lock_shared(hashtext('andon.sealing'), day)::text end
                from unnest(?::integer[], ?::boolean[]) as t (day, alone)
                """;
        try (PreparedStatement locks = connection.prepareStatement(sql)) {
            locks.setArray(
                    1,
                    connection.createArrayOf(
                            "int4", old.stream().map(DayRange::epochDay).toArray()));
            locks.setArray(
                    2,
                    connection.createArrayOf(
                            "bool", old.stream().map(plan::isExclusive).toArray()));
            locks.execute();
        }
    }

    /**
     * Takes the lock of a day alone if nobody has it and no other Andon is sealing, without
     * waiting: who waits in line for a lock makes all wait who come later.
     */
    static boolean tryLock(Connection connection, int epochDay) throws SQLException {
        String sql =
                """
                select pg_try_advisory_xact_lock(hashtext('andon.sealing.turn'))
                   and pg_try_advisory_xact_lock(hashtext('andon.sealing'), ?)
                """;
        try (PreparedStatement asked = connection.prepareStatement(sql)) {
            asked.setInt(1, epochDay);
            try (ResultSet row = asked.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Deletes the raw rows of these series and that day, and adds them to the samples. */
    static void takeRaw(Connection connection, int epochDay, int[] series, Samples to)
            throws SQLException {
        copyOut(
                connection,
                """
                copy (delete from samples
                      where series_id = any('%s') and "timestamp" >= to_timestamp(%d) and "timestamp" < to_timestamp(%d)
                      returning series_id, "timestamp", value, target_value) to stdout (format binary)
                """
                        .formatted(arrayOf(series), epochDay * 86_400L, (epochDay + 1) * 86_400L),
                to);
    }

    private static void copyOut(Connection connection, String sql, Samples to) throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        try {
            CopyReader reader = new CopyReader(to);
            for (byte[] rows = copy.readFromCopy(); rows != null; rows = copy.readFromCopy()) {
                reader.read(rows);
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static String arrayOf(int[] numbers) {
        return Arrays.stream(numbers)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * Drops a day's partition if it has no row. Dropping needs the table of all samples for an
     * instant, which is not worth waiting for: who waits makes all wait who come later. (DETACH …
     * CONCURRENTLY would not wait like that, but until the DROP a writer still finds the table by
     * its name, and what it commits would go with it.)
     *
     * @return false if it is still there
     */
    boolean dropIfEmpty(int epochDay) throws SQLException {
        String partition = PartitionStore.name(epochDay);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (!tryLock(connection, epochDay)) {
                return false;
            }
            statement.execute("set local lock_timeout = '100ms'");
            try (ResultSet row =
                    statement.executeQuery("select exists (select from " + partition + ")")) {
                row.next();
                if (row.getBoolean(1)) {
                    return false;
                }
            }
            statement.execute("drop table " + partition);
            connection.commit();
            return true;
        } catch (SQLException failure) {
            return switch (DatabaseFailure.of(failure)) {
                case COLLISION -> false;
                case PARTITION_GONE -> true;
                case ALREADY_THERE, UNAVAILABLE, REFUSED -> throw failure;
            };
        }
    }
}
