package dev.andon.store;

import static dev.andon.store.SortedSamples.MICROS_A_DAY;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Turns what series have on a UTC day, in raw rows and blocks, into blocks, together with points
 * that come in, all in one transaction and under the lock of the day: at any moment each point is
 * there once.
 */
@Component
class Sealer {
    private final DataSource dataSource;
    private final BlockStore blocks;

    Sealer(DataSource dataSource, BlockStore blocks) {
        this.dataSource = dataSource;
        this.blocks = blocks;
    }

    /**
     * In a transaction of its own.
     *
     * @return how many points were sealed, 0 if none was raw; absent if somebody else is writing to
     *     that day or sealing just now
     */
    OptionalInt seal(int epochDay, int[] series) throws SQLException {
        YearMonth month = YearMonth.from(LocalDate.ofEpochDay(epochDay));
        blocks.ensureMonth(month);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            if (!SealingStore.tryLock(connection, epochDay)) {
                return OptionalInt.empty();
            }
            int points = seal(connection, epochDay, series);
            connection.commit();
            return OptionalInt.of(points);
        } catch (SQLException failure) {
            if (DatabaseFailure.of(failure) == DatabaseFailure.PARTITION_GONE) {
                blocks.forget(month);
            }
            throw failure;
        }
    }

    private int seal(Connection connection, int epochDay, int[] series) throws SQLException {
        Samples all = new Samples(0);
        SealingStore.takeRaw(connection, epochDay, series, all);
        if (all.size() == 0) {
            return 0;
        }
        takeBlocks(connection, epochDay, series, all);
        SortedSamples sorted = SortedSamples.of(all);
        write(connection, epochDay, series, sorted, lastArrivals(sorted));
        return sorted.points();
    }

    /**
     * The points of a day that come in go into blocks with what is there; the newest wins. The
     * caller has the lock of the day alone, and commits.
     *
     * @param fates by distinct point of those that come in: what its first arrival met
     */
    void load(Connection connection, SortedSamples incoming, DayRange day, Fate[] fates)
            throws SQLException {
        int[] series = day.series(incoming);
        Samples all = new Samples(day.to() - day.from());
        takeBlocks(connection, day.epochDay(), series, all);
        SealingStore.takeRaw(connection, day.epochDay(), series, all);
        int stored = all.size();
        for (int point = day.from(); point < day.to(); point++) {
            for (int number = 0; number < incoming.arrivals(point); number++) {
                all.add(incoming.samples, incoming.arrival(point, number));
            }
        }
        SortedSamples sorted = SortedSamples.of(all);
        int next = day.from();
        for (int point = 0; point < sorted.points() && next < day.to(); point++) {
            if (sorted.seriesId(point) == incoming.seriesId(next)
                    && sorted.epochMicros(point) == incoming.epochMicros(next)) {
                fates[next++] = fate(sorted, point, stored);
            }
        }
        write(connection, day.epochDay(), series, sorted, lastArrivals(sorted));
    }

    private static Fate fate(SortedSamples sorted, int point, int stored) {
        int before = sorted.first(point);
        if (before >= stored) {
            return Fate.STORED;
        }
        return sorted.samples.sameValues(before, sorted.arrival(point, 1))
                ? Fate.UNCHANGED
                : Fate.CORRECTED;
    }

    /**
     * Of each point the arrival that stays. One with the same value changes nothing, not even the
     * sign of a zero.
     */
    private static int[] lastArrivals(SortedSamples sorted) {
        int[] kept = new int[sorted.points()];
        for (int point = 0; point < kept.length; point++) {
            kept[point] = sorted.first(point);
            for (int number = 1; number < sorted.arrivals(point); number++) {
                int arrival = sorted.arrival(point, number);
                if (!sorted.samples.sameValues(kept[point], arrival)) {
                    kept[point] = arrival;
                }
            }
        }
        return kept;
    }

    private void takeBlocks(Connection connection, int epochDay, int[] series, Samples to)
            throws SQLException {
        long from = epochDay * MICROS_A_DAY;
        for (SampleBlock block : blocks.take(connection, series, from, from + MICROS_A_DAY)) {
            BlockCodec.decode(
                    block,
                    (micros, value, target) -> to.add(block.seriesId(), micros, value, target));
        }
    }

    private void write(
            Connection connection, int epochDay, int[] series, SortedSamples sorted, int[] kept)
            throws SQLException {
        Samples points = new Samples(kept.length);
        for (int row : kept) {
            points.add(sorted.samples, row);
        }
        blocks.insert(connection, encode(points));
        Samples back = new Samples(kept.length);
        long day = epochDay * MICROS_A_DAY;
        blocks.decoded(connection, series, day, day + MICROS_A_DAY, back::add);
        compare(epochDay, points, back);
    }

    /** Points of one day, by series and time. */
    static List<SampleBlock> encode(Samples points) {
        List<SampleBlock> encoded = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= points.size(); to++) {
            if (to == points.size() || points.series[to] != points.series[from]) {
                encoded.addAll(
                        BlockCodec.encode(
                                points.series[from],
                                points.epochMicros,
                                points.values,
                                points.targets,
                                from,
                                to));
                from = to;
            }
        }
        return encoded;
    }

    /** Bit by bit: 0.0 and -0.0 differ here. Both come by series and time. */
    private static void compare(int epochDay, Samples written, Samples read) {
        if (read.size() != written.size()) {
            throw new BlocksDifferException(
                    epochDay, "%d points became %d".formatted(written.size(), read.size()));
        }
        for (int row = 0; row < written.size(); row++) {
            if (written.series[row] != read.series[row]
                    || written.epochMicros[row] != read.epochMicros[row]
                    || bits(written.values[row]) != bits(read.values[row])
                    || bits(written.targets[row]) != bits(read.targets[row])) {
                throw new BlocksDifferException(
                        epochDay, "%s became %s".formatted(text(written, row), text(read, row)));
            }
        }
    }

    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }

    private static String text(Samples samples, int row) {
        return "series %d at %d µs: %s, target %s"
                .formatted(
                        samples.series[row],
                        samples.epochMicros[row],
                        samples.values[row],
                        samples.targets[row]);
    }
}
