package dev.andon.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.PGCopyInputStream;
import org.springframework.stereotype.Component;

/** Sealed samples, the table {@code sample_blocks}, a partition a month (UTC). */
@Component
class BlockStore {
    private static final String NO_PARTITION = "23514";
    private static final String NO_TABLE = "42P01";
    private static final int MONTH_ATTEMPTS = 10;
    private static final int INPUT_BYTES = 64 * 1024;

    /** In the order in which {@link BlockWriter} writes them. */
    private static final String COLUMNS =
            """
            series_id, points, first_micros, last_micros, step_micros, time_base, time_pace, time_unit,
            value_base, value_factor, value_scale, target_base, target_factor, target_scale,
            time_chars, time_shorts, time_ints,
            value_chars, value_shorts, value_ints, value_reals, value_doubles,
            target_chars, target_shorts, target_ints, target_reals, target_doubles
            """;

    private final DataSource dataSource;

    /** Months that this server has seen a partition of; someone may still drop one. */
    private final Set<YearMonth> present = ConcurrentHashMap.newKeySet();

    BlockStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Makes the partition of a month, and its branch of {@code machine_metrics}, unless they are
     * there.
     *
     * @throws SQLException of {@link DatabaseFailure#COLLISION} when somebody reads that view all
     *     the time; to be tried again later
     */
    void ensureMonth(YearMonth month) throws SQLException {
        for (int attempt = 1; !present.contains(month); attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                makeMonth(connection, month);
                connection.commit();
                present.add(month);
            } catch (SQLException failure) {
                boolean again = DatabaseFailure.of(failure) == DatabaseFailure.COLLISION;
                if (!again || attempt == MONTH_ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }

    /** Makes a coming month's partition ahead of time where months before it have one. */
    void ensureComing(YearMonth month) throws SQLException {
        if (present.contains(month)) {
            return;
        }
        boolean sealing;
        try (Connection connection = dataSource.getConnection();
                Statement query = connection.createStatement();
                ResultSet row =
                        query.executeQuery(
                                "select exists (select from pg_inherits where inhparent = 'sample_blocks'::regclass)")) {
            row.next();
            sealing = row.getBoolean(1);
        }
        if (sealing) {
            ensureMonth(month);
        }
    }

    /** Somebody dropped it. */
    void forget(YearMonth month) {
        present.remove(month);
    }

    /** The partitions of their months must be there. */
    void insert(Connection connection, List<SampleBlock> blocks) throws SQLException {
        insert(connection, "sample_blocks", blocks);
    }

    /** Into a table that is like {@code sample_blocks}. */
    static void insert(Connection connection, String table, List<SampleBlock> blocks)
            throws SQLException {
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy %s (%s) from stdin (format binary)"
                                        .formatted(table, COLUMNS));
        try {
            BlockWriter writer = new BlockWriter();
            writer.header();
            for (SampleBlock block : blocks) {
                if (!writer.fits(block)) {
                    flush(writer, copy);
                }
                writer.row(block);
            }
            flush(writer, copy);
            writer.trailer();
            flush(writer, copy);
            copy.endCopy();
        } catch (SQLException failure) {
            // A row for which there is no month violates a constraint, says PostgreSQL; to those
            // who try again it is a missing table, as a missing day of samples is.
            throw NO_PARTITION.equals(failure.getSQLState())
                    ? new SQLException("The month of a block was dropped", NO_TABLE, failure)
                    : failure;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Blocks that touch the span, by series and time. */
    List<SampleBlock> read(
            Connection connection, int[] seriesIds, long fromMicros, long untilMicros)
            throws SQLException {
        return blocks(
                connection,
                "select %s from sample_blocks where %s"
                        .formatted(COLUMNS, touching(seriesIds, fromMicros, untilMicros)));
    }

    /** Blocks that touch the span, by series and time; they are deleted. */
    List<SampleBlock> take(
            Connection connection, int[] seriesIds, long fromMicros, long untilMicros)
            throws SQLException {
        return blocks(
                connection,
                "delete from sample_blocks where %s returning %s"
                        .formatted(touching(seriesIds, fromMicros, untilMicros), COLUMNS));
    }

    /**
     * The sealed points of the span, by series and time, decoded by the query that is also in
     * {@code machine_metrics}.
     */
    void decoded(
            Connection connection,
            int[] seriesIds,
            long fromMicros,
            long untilMicros,
            SeriesPointSink sink)
            throws SQLException {
        String query =
                """
                select series_id, "timestamp", value, coalesce(target_value, 'NaN')
                from block_points where %s order by series_id, "timestamp"
                """
                        .formatted(touching(seriesIds, fromMicros, untilMicros));
        try (DataInputStream rows = copyOf(connection, query)) {
            rows.skipNBytes(BlockReader.HEADER_BYTES);
            while (rows.readShort() != BlockReader.END) {
                rows.skipNBytes(Integer.BYTES);
                int seriesId = rows.readInt();
                rows.skipNBytes(Integer.BYTES);
                long micros = rows.readLong() + CopyBuffer.EPOCH_OFFSET_MICROS;
                rows.skipNBytes(Integer.BYTES);
                double value = rows.readDouble();
                rows.skipNBytes(Integer.BYTES);
                double target = rows.readDouble();
                if (micros >= fromMicros && micros < untilMicros) {
                    sink.point(seriesId, micros, value, target);
                }
            }
            readToEnd(rows);
        } catch (IOException failure) {
            throw ofCopy(failure);
        }
    }

    /** What takes points of several series; the target is NaN where there is none. */
    @FunctionalInterface
    interface SeriesPointSink {
        void point(int seriesId, long micros, double value, double target);
    }

    private static void makeMonth(Connection connection, YearMonth month) throws SQLException {
        try (Statement setting = connection.createStatement();
                PreparedStatement ensure =
                        connection.prepareStatement("select ensure_blocks_month(?)")) {
            // Replacing the view waits for its readers, and lets new ones wait meanwhile.
            setting.execute("set local lock_timeout = '500ms'");
            ensure.setObject(1, month.atDay(1));
            ensure.execute();
        }
    }

    private static List<SampleBlock> blocks(Connection connection, String query)
            throws SQLException {
        List<SampleBlock> blocks = new ArrayList<>();
        try (DataInputStream rows = copyOf(connection, query)) {
            BlockReader reader = new BlockReader(rows);
            for (SampleBlock block = reader.next(); block != null; block = reader.next()) {
                blocks.add(block);
            }
            readToEnd(rows);
        } catch (IOException failure) {
            throw ofCopy(failure);
        }
        blocks.sort(
                Comparator.comparingInt(SampleBlock::seriesId)
                        .thenComparingLong(SampleBlock::firstMicros));
        return blocks;
    }

    /**
     * COPY takes no parameters; all of these are numbers. That no block crosses a day tells which
     * months can hold one that touches the span, and which part of the index.
     */
    private static String touching(int[] seriesIds, long fromMicros, long untilMicros) {
        String ids =
                Arrays.stream(seriesIds).mapToObj(String::valueOf).collect(Collectors.joining(","));
        return "series_id = any ('{%s}') and first_micros > %d and first_micros < %d and last_micros >= %d"
                .formatted(ids, fromMicros - SortedSamples.MICROS_A_DAY, untilMicros, fromMicros);
    }

    private static DataInputStream copyOf(Connection connection, String query) throws SQLException {
        PGCopyInputStream rows =
                new PGCopyInputStream(
                        connection.unwrap(PGConnection.class),
                        "copy (%s) to stdout (format binary)".formatted(query));
        return new DataInputStream(new BufferedInputStream(rows, INPUT_BYTES));
    }

    /** A copy that is closed before its end is cancelled, and with it the transaction. */
    private static void readToEnd(DataInputStream rows) throws IOException {
        rows.transferTo(OutputStream.nullOutputStream());
    }

    private static SQLException ofCopy(IOException failure) {
        return failure.getCause() instanceof SQLException cause
                ? cause
                : new SQLException("Blocks could not be read", failure);
    }

    private static void flush(BlockWriter writer, CopyIn copy) throws SQLException {
        copy.writeToCopy(writer.bytes(), 0, writer.length());
        writer.clear();
    }
}
