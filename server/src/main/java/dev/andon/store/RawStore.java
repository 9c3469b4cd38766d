package dev.andon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.stereotype.Component;

/**
 * Writes points into their day's raw partition, in the transaction of its caller: by COPY, which is
 * twice as fast and ends the transaction when one of them is there already, or by INSERT … ON
 * CONFLICT, which knows what each point met.
 */
@Component
class RawStore {
    private final PartitionStore partitions;
    private final DayTails tails = new DayTails();

    RawStore(PartitionStore partitions) {
        this.partitions = partitions;
    }

    /**
     * Whether all points are newer than what their series are known to hold. Blocks do not count: a
     * point of a day that may have some is compared with them before it comes here.
     */
    boolean allNew(Connection connection, SortedSamples sorted, RawPoints raw) throws SQLException {
        learnTails(connection, sorted, raw);
        int seriesBefore = -1;
        for (int point : raw.points) {
            int series = sorted.seriesId(point);
            if (series != seriesBefore) {
                Long newest = tails.newest(raw.epochDay, series);
                if (newest == null || sorted.epochMicros(point) <= newest) {
                    return false;
                }
            }
            seriesBefore = series;
        }
        return true;
    }

    private void learnTails(Connection connection, SortedSamples sorted, RawPoints raw)
            throws SQLException {
        Set<Integer> unknown = new LinkedHashSet<>();
        int seriesBefore = -1;
        for (int point : raw.points) {
            int series = sorted.seriesId(point);
            if (series != seriesBefore && tails.newest(raw.epochDay, series) == null) {
                unknown.add(series);
            }
            seriesBefore = series;
        }
        if (unknown.isEmpty()) {
            return;
        }
        try (PreparedStatement newest = connection.prepareStatement(newestTimes(raw.epochDay))) {
            newest.setArray(1, connection.createArrayOf("int4", unknown.toArray()));
            try (ResultSet rows = newest.executeQuery()) {
                while (rows.next()) {
                    Long micros = rows.getObject(2, Long.class);
                    tails.raise(
                            raw.epochDay, rows.getInt(1), micros == null ? Long.MIN_VALUE : micros);
                }
            }
        }
    }

    /** To be told after commit. */
    void written(SortedSamples sorted, RawPoints raw) {
        for (int i = 0; i < raw.points.length; i++) {
            int point = raw.points[i];
            boolean last = i + 1 == raw.points.length;
            if (last || sorted.seriesId(point) != sorted.seriesId(raw.points[i + 1])) {
                tails.raise(raw.epochDay, sorted.seriesId(point), sorted.epochMicros(point));
            }
        }
    }

    void forget(int epochDay) {
        tails.forget(epochDay);
    }

    /** A point that is there already fails the transaction. */
    void copy(Connection connection, SortedSamples sorted, RawPoints raw) throws SQLException {
        Samples samples = sorted.samples;
        try (RowCopy copy = new RowCopy(connection, partitions.table(raw.epochDay))) {
            for (int point : raw.points) {
                copy.row(samples, sorted.last(point));
            }
            copy.end();
        }
    }

    /** Points in any order, each once, none of which is there. */
    void copy(Connection connection, int epochDay, Samples samples) throws SQLException {
        try (RowCopy copy = new RowCopy(connection, partitions.table(epochDay))) {
            for (int row = 0; row < samples.size(); row++) {
                copy.row(samples, row);
            }
            copy.end();
        }
    }

    private static final class RowCopy implements AutoCloseable {
        private final CopyIn copy;
        private final CopyBuffer buffer = new CopyBuffer();

        RowCopy(Connection connection, String table) throws SQLException {
            copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "copy %s (series_id, \"timestamp\", value, target_value) from stdin (format binary)"
                                            .formatted(table));
            buffer.header();
        }

        void row(Samples samples, int row) throws SQLException {
            if (buffer.full()) {
                copy.writeToCopy(buffer.bytes(), 0, buffer.length());
                buffer.clear();
            }
            buffer.row(
                    samples.series[row],
                    samples.epochMicros[row],
                    samples.values[row],
                    samples.targets[row]);
        }

        void end() throws SQLException {
            buffer.trailer();
            copy.writeToCopy(buffer.bytes(), 0, buffer.length());
            copy.endCopy();
        }

        @Override
        public void close() throws SQLException {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /**
     * First the first arrival of each point, to learn what it met; then, where arrivals of one
     * point differ, the last one, whose row is locked by then.
     *
     * @param fates by distinct point
     */
    void merge(
            Connection connection,
            SortedSamples sorted,
            RawPoints raw,
            Precedence precedence,
            Fate[] fates)
            throws SQLException {
        int[] first = new int[raw.points.length];
        List<Integer> replaced = new ArrayList<>();
        for (int i = 0; i < first.length; i++) {
            int point = raw.points[i];
            first[i] = sorted.first(point);
            fates[point] = Fate.UNCHANGED;
            if (!sorted.samples.sameValues(sorted.first(point), sorted.last(point))) {
                replaced.add(sorted.last(point));
            }
        }
        try (PreparedStatement merge =
                        merge(connection, raw.epochDay, precedence, sorted.samples, first);
                ResultSet written = merge.executeQuery()) {
            while (written.next()) {
                Fate fate = written.getBoolean(2) ? Fate.STORED : Fate.CORRECTED;
                fates[raw.points[written.getInt(1) - 1]] = fate;
            }
        }
        if (!replaced.isEmpty()) {
            int[] last = replaced.stream().mapToInt(Integer::intValue).toArray();
            try (PreparedStatement merge =
                    merge(connection, raw.epochDay, precedence, sorted.samples, last)) {
                merge.execute();
            }
        }
    }

    private PreparedStatement merge(
            Connection connection,
            int epochDay,
            Precedence precedence,
            Samples samples,
            int[] arrivals)
            throws SQLException {
        int[] series = new int[arrivals.length];
        long[] micros = new long[arrivals.length];
        double[] values = new double[arrivals.length];
        double[] targets = new double[arrivals.length];
        for (int i = 0; i < arrivals.length; i++) {
            series[i] = samples.series[arrivals[i]];
            micros[i] = samples.epochMicros[arrivals[i]];
            values[i] = samples.values[arrivals[i]];
            targets[i] = samples.targets[arrivals[i]];
        }
        PGConnection postgres = connection.unwrap(PGConnection.class);
        PreparedStatement merge = connection.prepareStatement(mergeInto(epochDay, precedence));
        merge.setArray(1, postgres.createArrayOf("int4", series));
        merge.setArray(2, postgres.createArrayOf("int8", micros));
        merge.setArray(3, postgres.createArrayOf("float8", values));
        merge.setArray(4, postgres.createArrayOf("float8", targets));
        return merge;
    }

    /** The limits are constants, so that a table of all days is read in the chunks of this one. */
    private String newestTimes(int epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        return """
        select s.id, (select (extract(epoch from "timestamp") * 1000000)::bigint from %s
                      where series_id = s.id
                        and "timestamp" >= timestamptz '%s 00:00:00+00'
                        and "timestamp" < timestamptz '%s 00:00:00+00'
                      order by "timestamp" desc limit 1)
        from unnest(?::integer[]) as s (id)
        """
                .formatted(partitions.table(epochDay), day, day.plusDays(1));
    }

    /**
     * Answers the place and novelty of the rows written; a row that was there with the same values
     * is not among them. A row version that an insert made has no xmax, one that an update made
     * has.
     */
    private String mergeInto(int epochDay, Precedence precedence) {
        return """
        with incoming as materialized (
            select series_id, timestamptz '1970-01-01 00:00:00+00' + micros * interval '1 microsecond' as at,
                   value, nullif(target_value, 'NaN') as target_value, place
            from unnest(?::integer[], ?::bigint[], ?::double precision[], ?::double precision[])
                with ordinality as t (series_id, micros, value, target_value, place)
        ), written as (
            insert into %s as old (series_id, "timestamp", value, target_value)
            select series_id, at, value, target_value from incoming order by place
            on conflict (series_id, "timestamp") %s
            returning series_id, "timestamp", xmax = 0 as fresh
        )
        select i.place, w.fresh
        from written w join incoming i on i.series_id = w.series_id and i.at = w."timestamp"
        """
                .formatted(partitions.table(epochDay), precedence.onConflict);
    }
}
