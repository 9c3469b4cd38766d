package dev.andon.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is there, as far as retention has to know it. */
@Component
class RetentionQueries {
    /** More rows are not counted, but estimated: nobody waits for that. */
    private static final long COUNTABLE = 10_000_000;

    private final JdbcClient database;

    RetentionQueries(JdbcClient database) {
        this.database = database;
    }

    /** Whether Andon itself keeps the samples; chunks of TimescaleDB are not its to drop. */
    boolean areOurs() {
        return database.sql("select name = 'postgresql' from engine").query(Boolean.class).single();
    }

    List<Signal> signals() {
        return database.sql(
                        """
                        select s.id, s.metric_type, s.machine_id, m.area
                        from series s join machines m on m.id = s.machine_id
                        order by s.id
                        """)
                .query((row, number) ->
                        new Signal(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)))
                .list();
    }

    /** The rollups, the finest first. */
    List<Level> levels() {
        return database.sql(
                        """
                        select l.name, greatest(s.complete_until, '0001-01-01 00:00:00+00')
                        from rollup_levels l join rollup_state s on s.level = l.name
                        order by l.width
                        """)
                .query((row, number) -> new Level(row.getString(1), instant(row, 2)))
                .list();
    }

    /** Whether an old table is being taken over, which may still be undone. */
    boolean isTakingOver() {
        return database.sql("select exists (select from adoption where finished is null)")
                .query(Boolean.class)
                .single();
    }

    /** Of each series with changes that are not summed up yet, the oldest. */
    Map<Integer, Instant> changes() {
        Map<Integer, Instant> oldest = new HashMap<>();
        database.sql("select series_id, min(since) from sample_changes group by series_id")
                .query(row -> {
                    oldest.put(row.getInt(1), instant(row, 2));
                });
        return oldest;
    }

    /** The partitions of a shelf, the oldest first. */
    List<Piece> pieces(Shelf shelf) {
        return database.sql(
                        """
                        with bounded as (
                            select c.oid, c.relname, c.reltuples,
                                   regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''(.*)''\\) TO \\(''(.*)''\\)') as bounds
                            from pg_inherits i join pg_class c on c.oid = i.inhrelid
                            where i.inhparent = to_regclass(:table)
                        )
                        select relname,
                               case when :micros then to_timestamp(bounds[1]::numeric / 1000000) else bounds[1]::timestamptz end,
                               case when :micros then to_timestamp(bounds[2]::numeric / 1000000) else bounds[2]::timestamptz end,
                               greatest(reltuples, 0)::bigint, pg_total_relation_size(oid)
                        from bounded
                        order by 2
                        """)
                .param("table", shelf.table())
                .param("micros", shelf.kind() == Shelf.Kind.SEALED)
                .query((row, number) ->
                        new Piece(
                                shelf,
                                row.getString(1),
                                instant(row, 2),
                                instant(row, 3),
                                row.getLong(4),
                                row.getLong(5)))
                .list();
    }

    boolean hasAny(Piece piece, List<Integer> series) {
        return !series.isEmpty()
                && database.sql(
                                """
                                select exists (select from unnest(?::integer[]) as s (id)
                                               where exists (select from %s p where p.series_id = s.id))
                                """
                                        .formatted(piece.table()))
                        .param(series.toArray(Integer[]::new))
                        .query(Boolean.class)
                        .single();
    }

    /** What these series have in the piece before that time. */
    Contents contents(Piece piece, List<Integer> series, Instant before) {
        if (series.isEmpty()) {
            return Contents.NOTHING;
        }
        return piece.rows() > COUNTABLE ? estimated(piece, series) : counted(piece, series, before);
    }

    private Contents counted(Piece piece, List<Integer> series, Instant before) {
        Shelf.Kind kind = piece.shelf().kind();
        return database.sql(
                        """
                        select count(*), coalesce(sum(n), 0), coalesce(sum(each.points), 0), min(since), max(until)
                        from (select count(*) as n, %1$s as points, min(%2$s) as since, max(%2$s) as until
                              from %3$s p
                              where p.series_id = any(?) and %2$s < ?
                              group by p.series_id) as each
                        """
                                .formatted(kind.points, kind.time, piece.table()))
                .params(series.toArray(Integer[]::new), before.atOffset(ZoneOffset.UTC))
                .query(RetentionQueries::contents)
                .single();
    }

    /** Of a row with series, rows, points, and the first and the last time. */
    static Contents contents(ResultSet row, int number) throws SQLException {
        return row.getLong(2) == 0
                ? Contents.NOTHING
                : new Contents(
                        row.getInt(1),
                        row.getLong(2),
                        row.getLong(3),
                        true,
                        instant(row, 4),
                        instant(row, 5));
    }

    private Contents estimated(Piece piece, List<Integer> series) {
        int present =
                database.sql(
                                """
                                select count(*) from unnest(?::integer[]) as s (id)
                                where exists (select from %s p where p.series_id = s.id)
                                """
                                        .formatted(piece.table()))
                        .param(series.toArray(Integer[]::new))
                        .query(Integer.class)
                        .single();
        return present == 0
                ? Contents.NOTHING
                : new Contents(
                        present, piece.rows(), piece.rows(), false, piece.from(), piece.until());
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
