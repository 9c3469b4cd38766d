package dev.andon.engine;

import dev.andon.store.DetachedBlocksStore;
import dev.andon.store.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * From chunks into tables that are to become partitions: a day's, or, packed, blocks in a month's.
 */
final class PartitionDayStore extends DayStore {
    private static final int ROWS_A_FETCH = 10_000;

    /** Of one COPY, at the end of a series. */
    private static final int POINTS_A_COPY = 100_000;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("'samples_'yyyyMMdd");
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("'sample_blocks_'yyyyMM");

    private final JdbcTemplate cursor;

    PartitionDayStore(DataSource dataSource) {
        super(dataSource);
        this.cursor = new JdbcTemplate(dataSource);
        cursor.setFetchSize(ROWS_A_FETCH);
    }

    @Override
    String source(LocalDate day) {
        return rowsOf("samples", day);
    }

    @Override
    void clear(LocalDate day) {
        database.sql("drop table if exists andon." + DAY.format(day)).update();
        if (exists(MONTH.format(day))) {
            database.sql("delete from andon.%s where %s".formatted(MONTH.format(day), inDay(day)))
                    .update();
        }
    }

    private static String inDay(LocalDate day) {
        return "first_micros >= %d and first_micros < %d"
                .formatted(micros(day), micros(day.plusDays(1)));
    }

    private boolean exists(String table) {
        return database.sql("select to_regclass(?) is not null")
                .param("andon." + table)
                .query(Boolean.class)
                .single();
    }

    @Override
    void write(LocalDate day, boolean pack) {
        if (pack) {
            makeMonth(YearMonth.from(day));
            Blocks blocks = new Blocks(MONTH.format(day));
            cursor.query(
                    """
                    select series_id, (extract(epoch from "timestamp") * 1000000)::bigint, value, coalesce(target_value, 'NaN')
                    from (%s) p order by series_id, "timestamp"
                    """
                            .formatted(source(day)),
                    blocks::add);
            blocks.flush();
        } else {
            makeDay(day);
            database.sql(
                            "insert into andon.%s %s order by 1, 2"
                                    .formatted(DAY.format(day), source(day)))
                    .update();
        }
    }

    /** The constraint spares the database a look at all rows when the partition is attached. */
    private void makeDay(LocalDate day) {
        database.sql(
                        """
                        create table andon.%s (like andon.samples including constraints, primary key (series_id, "timestamp"),
                            constraint day check ("timestamp" >= %s and "timestamp" < %s))
                        with (autovacuum_vacuum_insert_threshold = -1)
                        """
                                .formatted(DAY.format(day), instant(day), instant(day.plusDays(1))))
                .update();
    }

    private void makeMonth(YearMonth month) {
        database.sql(
                        """
                        create table if not exists andon.%s (like andon.sample_blocks including constraints including storage including compression,
                            primary key (series_id, first_micros), constraint month check (first_micros >= %d and first_micros < %d))
                        """
                                .formatted(
                                        MONTH.format(month.atDay(1)),
                                        micros(month.atDay(1)),
                                        micros(month.plusMonths(1).atDay(1))))
                .update();
    }

    @Override
    String copy(LocalDate day) {
        if (exists(DAY.format(day))) {
            return rowsOf(DAY.format(day), day);
        }
        if (exists(MONTH.format(day))) {
            String decoding =
                    database.sql("select andon.block_decoding(?)")
                            .param(MONTH.format(day))
                            .query(String.class)
                            .single();
            return """
            select p.series_id, p."timestamp", p.value, p.target_value from (%s) p where %s\
            """
                    .formatted(decoding, inDay(day));
        }
        return source(day) + " and false";
    }

    /** Gathers rows and writes them as blocks, whole series at a time. */
    private final class Blocks {
        private final String table;
        private Samples waiting = new Samples(POINTS_A_COPY);
        private int series;

        Blocks(String table) {
            this.table = "andon." + table;
        }

        void add(ResultSet row) throws SQLException {
            int next = row.getInt(1);
            if (next != series && waiting.size() >= POINTS_A_COPY) {
                flush();
            }
            series = next;
            waiting.add(next, row.getLong(2), row.getDouble(3), row.getDouble(4));
        }

        void flush() {
            if (waiting.size() > 0) {
                Objects.requireNonNull(cursor.execute((ConnectionCallback<Boolean>) this::write));
                waiting = new Samples(POINTS_A_COPY);
            }
        }

        private Boolean write(Connection connection) throws SQLException {
            DetachedBlocksStore.write(connection, table, waiting);
            return true;
        }
    }
}
