package dev.andon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;

/**
 * What a writer tells those who sum samples up: which times of a series it changed although they
 * were closed. Recorded in the writer's own transaction, so that no change is ever missed.
 */
final class ChangeStore {
    static final long SPAN_MICROS = 300_000_000L;

    /** Changes no farther apart than this are recorded as one: repairing an hour costs little. */
    private static final long GAP_MICROS = 12 * SPAN_MICROS;

    private final long closedUntilMicros;
    private final int databaseDay;
    private int[] series = new int[16];
    private long[] since = new long[16];
    private long[] until = new long[16];
    private int size;

    private ChangeStore(long closedUntilMicros, int databaseDay) {
        this.closedUntilMicros = closedUntilMicros;
        this.databaseDay = databaseDay;
    }

    /**
     * To be asked before the first raw point is written: nobody closes a further span before this
     * transaction ends.
     */
    static ChangeStore begin(Connection connection) throws SQLException {
        try (PreparedStatement asked =
                        connection.prepareStatement(
                                """
                                select case when c = '-infinity' then null
                                            else (extract(epoch from c) * 1000000)::bigint end,
                                       (now() at time zone 'UTC')::date - date '1970-01-01'
                                from closed_until() as c
                                """);
                ResultSet row = asked.executeQuery()) {
            row.next();
            Long micros = row.getObject(1, Long.class);
            return new ChangeStore(micros == null ? Long.MIN_VALUE : micros, row.getInt(2));
        }
    }

    /** The day (UTC) on which the transaction began by the database's clock; asked along. */
    int databaseDay() {
        return databaseDay;
    }

    /** Points come in the order of {@link SortedSamples}: times of one series and day rise. */
    void changed(int seriesId, long micros) {
        if (micros >= closedUntilMicros) {
            return;
        }
        long start = Math.floorDiv(micros, SPAN_MICROS) * SPAN_MICROS;
        int last = size - 1;
        if (last >= 0
                && series[last] == seriesId
                && start >= since[last]
                && start <= until[last] + GAP_MICROS) {
            until[last] = Math.max(until[last], start + SPAN_MICROS);
            return;
        }
        if (size == series.length) {
            series = Arrays.copyOf(series, size * 2);
            since = Arrays.copyOf(since, size * 2);
            until = Arrays.copyOf(until, size * 2);
        }
        series[size] = seriesId;
        since[size] = start;
        until[size] = start + SPAN_MICROS;
        size++;
    }

    void record(Connection connection) throws SQLException {
        if (size == 0) {
            return;
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into sample_changes (series_id, since, until)
                        select series_id,
                               timestamptz '1970-01-01 00:00:00+00' + since * interval '1 microsecond',
                               timestamptz '1970-01-01 00:00:00+00' + until * interval '1 microsecond'
                        from unnest(?::integer[], ?::bigint[], ?::bigint[]) as t (series_id, since, until)
                        """)) {
            insert.setArray(1, postgres.createArrayOf("int4", Arrays.copyOf(series, size)));
            insert.setArray(2, postgres.createArrayOf("int8", Arrays.copyOf(since, size)));
            insert.setArray(3, postgres.createArrayOf("int8", Arrays.copyOf(until, size)));
            insert.executeUpdate();
        }
    }
}
