package dev.andon.engine;

import java.time.LocalDate;
import javax.sql.DataSource;

/** From partitions and blocks into chunks of a hypertable beside them. */
final class ChunkDayStore extends DayStore {
    static final String HYPERTABLE = "next_samples";

    private final boolean compresses;

    ChunkDayStore(DataSource dataSource, boolean compresses) {
        super(dataSource);
        this.compresses = compresses;
    }

    /** With the columns, the key and the settings that a new database's has. */
    void makeHypertable() {
        database.sql(
                        """
                        create table andon.next_samples (like andon.samples including constraints, primary key (series_id, "timestamp"))
                        with (autovacuum_vacuum_insert_threshold = -1)
                        """)
                .update();
        database.sql(
                        """
                        select create_hypertable('andon.next_samples', 'timestamp',
                                                 chunk_time_interval => interval '1 day', create_default_indexes => false)
                        """)
                .query(row -> {});
        if (compresses) {
            database.sql(
                            """
                            alter table andon.next_samples set (
                                timescaledb.compress,
                                timescaledb.compress_segmentby = 'series_id',
                                timescaledb.compress_orderby = '"timestamp"')
                            """)
                    .update();
        }
    }

    /** A block never crosses a day. */
    @Override
    String source(LocalDate day) {
        return """
        %s
        union all
        select p.series_id, p."timestamp", p.value, p.target_value from andon.block_points p
        where p.first_micros >= %d and p.first_micros < %d\
        """
                .formatted(rowsOf("samples", day), micros(day), micros(day.plusDays(1)));
    }

    @Override
    void clear(LocalDate day) {
        database.sql(
                        "select drop_chunks('andon.next_samples', older_than => %s, newer_than => %s)"
                                .formatted(instant(day.plusDays(1)), instant(day)))
                .query(row -> {});
    }

    @Override
    void write(LocalDate day, boolean pack) {
        database.sql("insert into andon.next_samples %s order by 1, 2".formatted(source(day)))
                .update();
        if (pack && compresses) {
            database.sql(
                            "select compress_chunk(c) from show_chunks('andon.next_samples', older_than => %s, newer_than => %s) c"
                                    .formatted(instant(day.plusDays(1)), instant(day)))
                    .query(row -> {});
        }
    }

    @Override
    String copy(LocalDate day) {
        return rowsOf(HYPERTABLE, day);
    }
}
