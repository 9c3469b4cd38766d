package dev.andon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.stereotype.Component;

/**
 * Appends samples, all of one call in one transaction. Points that are new, or probably new, are
 * copied straight into their day's partition. If any meets a point that is there, all of them go in
 * by INSERT … ON CONFLICT, which is half as fast and knows what each point met.
 *
 * <p>Both ways insert by day, series and time, so concurrent writers may wait for each other but
 * never in a circle.
 */
@Component
public class SampleStore {
    private static final int MAX_ATTEMPTS = 5;

    private final DataSource dataSource;
    private final PartitionStore partitions;
    private final DayTails tails = new DayTails();
    private final Hope hope = new Hope();

    SampleStore(DataSource dataSource, PartitionStore partitions) {
        this.dataSource = dataSource;
        this.partitions = partitions;
    }

    /**
     * Returns after commit.
     *
     * @throws AppendFailedException when nothing was appended, or, in the category {@link
     *     DatabaseFailure#UNAVAILABLE}, perhaps nothing
     */
    public Appended append(Samples samples) {
        SortedSamples sorted = SortedSamples.of(samples);
        List<DayRange> days = DayRange.of(sorted);
        boolean mayCopy = true;
        for (int attempt = 1; ; attempt++) {
            try {
                Appended appended = write(sorted, days, mayCopy);
                days.forEach(day -> raiseTails(sorted, day));
                return appended;
            } catch (SQLException failure) {
                DatabaseFailure category = DatabaseFailure.of(failure);
                if (attempt == MAX_ATTEMPTS || !mayTryAgain(category, days)) {
                    throw new AppendFailedException(category, failure);
                }
                if (category == DatabaseFailure.ALREADY_THERE) {
                    mayCopy = false;
                    hope.disappointed();
                }
            }
        }
    }

    /** Puts right what this server believed wrongly; false where trying again would not help. */
    private boolean mayTryAgain(DatabaseFailure category, List<DayRange> days) {
        return switch (category) {
            case ALREADY_THERE -> {
                days.forEach(day -> tails.forget(day.epochDay()));
                yield true;
            }
            case PARTITION_GONE -> {
                days.forEach(day -> tails.forget(day.epochDay()));
                days.forEach(day -> partitions.forget(day.epochDay()));
                yield true;
            }
            case COLLISION -> true;
            case UNAVAILABLE, REFUSED -> false;
        };
    }

    private Appended write(SortedSamples sorted, List<DayRange> days, boolean mayCopy)
            throws SQLException {
        partitions.ensure(days.stream().map(DayRange::epochDay).toList());
        Fate[] fates = new Fate[sorted.points()];
        Arrays.fill(fates, Fate.STORED);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            ChangeLog changes = ChangeLog.begin(connection);
            boolean sure = allNew(connection, sorted, days);
            boolean copy = mayCopy && (sure || hope.isWorthATry());
            for (DayRange day : days) {
                if (copy) {
                    copy(connection, sorted, day);
                } else {
                    merge(connection, sorted, day, fates);
                }
            }
            Appended appended = Appended.of(sorted, fates);
            for (int change = 0; change < appended.changes(); change++) {
                changes.changed(appended.changedSeries(change), appended.changedMicros(change));
            }
            changes.record(connection);
            connection.commit();
            if (copy && !sure) {
                hope.fulfilled();
            }
            return appended;
        }
    }

    private boolean allNew(Connection connection, SortedSamples sorted, List<DayRange> days)
            throws SQLException {
        for (DayRange day : days) {
            learnTails(connection, sorted, day);
            int seriesBefore = -1;
            for (int point = day.from(); point < day.to(); point++) {
                int series = sorted.seriesId(point);
                if (series != seriesBefore) {
                    Long newest = tails.newest(day.epochDay(), series);
                    if (newest == null || sorted.epochMicros(point) <= newest) {
                        return false;
                    }
                }
                seriesBefore = series;
            }
        }
        return true;
    }

    private void learnTails(Connection connection, SortedSamples sorted, DayRange day)
            throws SQLException {
        Set<Integer> unknown = new LinkedHashSet<>();
        for (int point = day.from(); point < day.to(); point++) {
            int series = sorted.seriesId(point);
            boolean next = point == day.from() || series != sorted.seriesId(point - 1);
            if (next && tails.newest(day.epochDay(), series) == null) {
                unknown.add(series);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        try (PreparedStatement newest = connection.prepareStatement(newestTimes(day))) {
            newest.setArray(1, connection.createArrayOf("int4", unknown.toArray()));
            try (ResultSet rows = newest.executeQuery()) {
                while (rows.next()) {
                    Long micros = rows.getObject(2, Long.class);
                    tails.raise(
                            day.epochDay(),
                            rows.getInt(1),
                            micros == null ? Long.MIN_VALUE : micros);
                }
            }
        }
    }

    private void raiseTails(SortedSamples sorted, DayRange day) {
        for (int point = day.from(); point < day.to(); point++) {
            boolean last = point + 1 == day.to();
            if (last || sorted.seriesId(point) != sorted.seriesId(point + 1)) {
                tails.raise(day.epochDay(), sorted.seriesId(point), sorted.epochMicros(point));
            }
        }
    }

    /** The fates stay {@link Fate#STORED}: a copied point that was there ends the transaction. */
    private void copy(Connection connection, SortedSamples sorted, DayRange day)
            throws SQLException {
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy %s (series_id, \"timestamp\", value, target_value) from stdin (format binary)"
                                        .formatted(partitions.table(day.epochDay())));
        try {
            CopyBuffer buffer = new CopyBuffer();
            buffer.header();
            Samples samples = sorted.samples;
            for (int point = day.from(); point < day.to(); point++) {
                int row = sorted.last(point);
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
            buffer.trailer();
            copy.writeToCopy(buffer.bytes(), 0, buffer.length());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /**
     * First the first arrival of each point, to learn what it met; then, where arrivals of one
     * point differ, the last one, whose row is locked by then.
     */
    private void merge(Connection connection, SortedSamples sorted, DayRange day, Fate[] fates)
            throws SQLException {
        int[] first = new int[day.to() - day.from()];
        List<Integer> replaced = new ArrayList<>();
        for (int point = day.from(); point < day.to(); point++) {
            first[point - day.from()] = sorted.first(point);
            fates[point] = Fate.UNCHANGED;
            if (!sorted.samples.sameValues(sorted.first(point), sorted.last(point))) {
                replaced.add(sorted.last(point));
            }
        }
        try (PreparedStatement merge = merge(connection, day, sorted.samples, first);
                ResultSet written = merge.executeQuery()) {
            while (written.next()) {
                Fate fate = written.getBoolean(2) ? Fate.STORED : Fate.CORRECTED;
                fates[day.from() + written.getInt(1) - 1] = fate;
            }
        }
        if (!replaced.isEmpty()) {
            int[] last = replaced.stream().mapToInt(Integer::intValue).toArray();
            try (PreparedStatement merge = merge(connection, day, sorted.samples, last)) {
                merge.execute();
            }
        }
    }

    private PreparedStatement merge(
            Connection connection, DayRange day, Samples samples, int[] arrivals)
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
        PreparedStatement merge = connection.prepareStatement(mergeInto(day));
        merge.setArray(1, postgres.createArrayOf("int4", series));
        merge.setArray(2, postgres.createArrayOf("int8", micros));
        merge.setArray(3, postgres.createArrayOf("float8", values));
        merge.setArray(4, postgres.createArrayOf("float8", targets));
        return merge;
    }

    /** The limits are constants, so that a table of all days is read in the chunks of this one. */
    private String newestTimes(DayRange day) {
        LocalDate date = LocalDate.ofEpochDay(day.epochDay());
        return """
        select s.id, (select (extract(epoch from "timestamp") * 1000000)::bigint from %s
                      where series_id = s.id
                        and "timestamp" >= timestamptz '%s 00:00:00+00'
                        and "timestamp" < timestamptz '%s 00:00:00+00'
                      order by "timestamp" desc limit 1)
        from unnest(?::integer[]) as s (id)
        """
                .formatted(partitions.table(day.epochDay()), date, date.plusDays(1));
    }

    /**
     * Answers the place and novelty of the rows written; a row that was there with the same values
     * is not among them. A row version that an insert made has no xmax, one that an update made
     * has.
     */
    private String mergeInto(DayRange day) {
        return """
        with incoming as materialized (
            select series_id, timestamptz '1970-01-01 00:00:00+00' + micros * interval '1 microsecond' as at,
                   value, nullif(target_value, 'NaN') as target_value, place
            from unnest(?::integer[], ?::bigint[], ?::double precision[], ?::double precision[])
                with ordinality as t (series_id, micros, value, target_value, place)
        ), written as (
            insert into %s as old (series_id, "timestamp", value, target_value)
            select series_id, at, value, target_value from incoming order by place
            on conflict (series_id, "timestamp")
                do update set value = excluded.value, target_value = excluded.target_value
                where (old.value, old.target_value) is distinct from (excluded.value, excluded.target_value)
            returning series_id, "timestamp", xmax = 0 as fresh
        )
        select i.place, w.fresh
        from written w join incoming i on i.series_id = w.series_id and i.at = w."timestamp"
        """
                .formatted(partitions.table(day.epochDay()));
    }

    /** The distinct points of one day. */
    private record DayRange(int epochDay, int from, int to) {
        static List<DayRange> of(SortedSamples sorted) {
            List<DayRange> days = new ArrayList<>();
            int from = 0;
            for (int point = 1; point <= sorted.points(); point++) {
                if (point == sorted.points() || sorted.epochDay(point) != sorted.epochDay(from)) {
                    days.add(new DayRange(sorted.epochDay(from), from, point));
                    from = point;
                }
            }
            return days;
        }
    }
}
