package dev.andon.adopt;

import dev.andon.adopt.AdoptionStore.Day;
import dev.andon.adopt.AdoptionStore.State;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One day of the table: read and judged, handed on, compared with what Andon has, written down. */
final class DayStore {
    private static final int ROWS_A_FETCH = 10_000;
    private static final String REPEATED = "repeated";
    private static final String SUPERSEDED = "a newer row of the table has the same time";
    private static final String OVERTAKEN = "a point of the same time came in meanwhile";

    /** Sorting and comparing a day in memory is the better part of the work. */
    static final String MEMORY = "set local work_mem = '128MB'";

    private final DataSource dataSource;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final RowQueries rows;
    private final State state;

    DayStore(DataSource dataSource, RowQueries rows, State state) {
        this.dataSource = dataSource;
        this.database = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.rows = rows;
        this.state = state;
    }

    /** Takes the points of a day, by series and time. */
    interface Points {
        void add(int seriesId, long epochMicros, double value, double target);
    }

    /** Reads the day's rows and judges each: null is the reason of those that become points. */
    void stage(Day day) {
        transaction.executeWithoutResult(status -> {
            database.sql("truncate andon_before.staged_rows").update();
            database.sql(MEMORY).update();
            database.sql(staging(day)).update();
        });
        database.sql("analyze andon_before.staged_rows").update();
    }

    private String staging(Day day) {
        String timeDefect = RowQueries.timeDefect("r.at", state.latest());
        String condition =
                day.date() == null
                        ? "(%s) is not null"
                                .formatted(RowQueries.timeDefect(rows.at(), state.latest()))
                        : rows.inDay(day.date());
        return """
        insert into andon_before.staged_rows (series_id, at, value, target_value, part, place, reason)
        select series_id, at, value, target_value, part, place,
               case when reason is not null then reason
                    when row_number() over newest = 1 then null
                    when value = first_value(value) over newest
                         and target_value is not distinct from first_value(target_value) over newest then '%s'
                    else '%s' end
        from (select case when d.reason is null then s.series_id end as series_id, r.at, r.value, r.target_value,
                     r.serial, r.part, r.place, d.reason
              from (select %s, %s from %s where %s) r
              left join andon_before.source_series s
                  on s.machine_id = r.machine_id and s.metric_type = r.metric_type
                 and coalesce(s.zone_number, -1000000) = coalesce(r.zone_number, -1000000)
              cross join lateral (select coalesce(%s, s.defect, case when s.machine_id is null then %s end, %s)) d (reason)
             ) judged
        window newest as (partition by series_id, at order by serial desc nulls last, part desc, place desc)
        """
                .formatted(
                        REPEATED,
                        SUPERSEDED,
                        rows.fields(),
                        rows.age(),
                        rows.table(),
                        condition,
                        timeDefect,
                        RowQueries.seriesDefect("r.machine_id", "r.metric_type", "r.zone_number"),
                        RowQueries.pointDefect("r.value", "r.target_value"));
    }

    /** Hands on the points of the day that was staged. */
    void read(Points points) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            // Rows are fetched in portions only within a transaction.
            connection.setAutoCommit(false);
            try (PreparedStatement query =
                    connection.prepareStatement(
                            """
                            select series_id, (extract(epoch from at) * 1000000)::bigint, value,
                                   coalesce(target_value, 'NaN')
                            from andon_before.staged_rows where reason is null order by series_id, at
                            """)) {
                query.setFetchSize(ROWS_A_FETCH);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        points.add(
                                row.getInt(1), row.getLong(2), row.getDouble(3), row.getDouble(4));
                    }
                }
            }
            connection.commit();
        }
    }

    /** How the day's points stand against what Andon has. */
    private record Comparison(
            long points, long missing, long different, BigDecimal source, BigDecimal target) {}

    /**
     * Writes down that the day is moved, if it is.
     *
     * @throws AdoptionRefused where Andon's points do not agree with the rows
     */
    void settle(Day day) {
        transaction.executeWithoutResult(status -> {
            database.sql(MEMORY).update();
            Comparison comparison = compare(day);
            if (comparison.different() > 0) {
                markOvertaken(day);
                comparison = compare(day);
            }
            if (comparison.missing() > 0
                    || comparison.different() > 0
                    || comparison.source().compareTo(comparison.target()) != 0) {
                throw new AdoptionRefused(
                        "%s: of %,d points %,d are missing in Andon and %,d differ. The old table has all of them; nothing is lost. Run `andon adopt start` again; if it stays so, `andon adopt rollback` brings the old table back."
                                .formatted(
                                        day,
                                        comparison.points(),
                                        comparison.missing(),
                                        comparison.different()));
            }
            keepRejected(day);
            writeDown(day, comparison);
        });
    }

    private Comparison compare(Day day) {
        return database.sql(
                        """
                        select count(*) as points, count(*) filter (where missing) as missing,
                               count(*) filter (where not missing and source <> target) as different,
                               coalesce(sum(source), 0) as source, coalesce(sum(target), 0) as target
                        from (select p."timestamp" is null as missing,
                                     hash_record_extended(row(e.series_id, e.at, float8send(e.value), float8send(e.target_value)), 0)::numeric as source,
                                     hash_record_extended(row(e.series_id, p."timestamp", float8send(p.value), float8send(p.target_value)), 0)::numeric as target
                              from andon_before.staged_rows e left join %s on p.series_id = e.series_id and p."timestamp" = e.at
                              where e.reason is null) c
                        """
                                .formatted(pointsOf(day)))
                .query((row, number) ->
                        new Comparison(
                                row.getLong("points"),
                                row.getLong("missing"),
                                row.getLong("different"),
                                row.getBigDecimal("source"),
                                row.getBigDecimal("target")))
                .single();
    }

    /** Somebody has sent another value for the same time since the old table was moved aside. */
    private void markOvertaken(Day day) {
        database.sql(
                        """
                        update andon_before.staged_rows e set reason = '%s'
                        from %s
                        where e.reason is null and p.series_id = e.series_id and p."timestamp" = e.at
                          and (float8send(p.value), float8send(p.target_value))
                              is distinct from (float8send(e.value), float8send(e.target_value))
                        """
                                .formatted(OVERTAKEN, pointsOf(day)))
                .update();
    }

    /** Andon's points of the staged series on that day, as {@code p}. */
    private static String pointsOf(Day day) {
        LocalDate date = day.date();
        String limits =
                date == null
                        ? "timestamptz 'infinity', timestamptz 'infinity'"
                        : RowQueries.instant(date) + ", " + RowQueries.instant(date.plusDays(1));
        return """
        (select q.series_id, b.* from (select distinct series_id from andon_before.staged_rows where reason is null) q
         cross join lateral andon.samples_between(q.series_id, %s) b) p\
        """
                .formatted(limits);
    }

    private void keepRejected(Day day) {
        database.sql(
                        """
                        insert into andon_before.rejected_rows (day, reason, row)
                        select cast(? as date), s.reason, to_jsonb(t)
                        from andon_before.staged_rows s join %s on t.ctid = s.place and t.tableoid = s.part
                        where s.reason is not null and s.reason <> ?
                        """
                                .formatted(rows.table()))
                .param(day.date())
                .param(REPEATED)
                .update();
    }

    private void writeDown(Day day, Comparison comparison) {
        database.sql(
                        """
                        update andon.adoption_days set
                            moved = r.moved, repeated = r.repeated, superseded = r.superseded, overtaken = r.overtaken,
                            rejected = r.rows - r.moved - r.repeated - r.superseded - r.overtaken,
                            source_checksum = :source, target_checksum = :target, finished = now()
                        from (select count(*) as rows, count(*) filter (where reason is null) as moved,
                                     count(*) filter (where reason = :repeated) as repeated,
                                     count(*) filter (where reason = :superseded) as superseded,
                                     count(*) filter (where reason = :overtaken) as overtaken
                              from andon_before.staged_rows) r
                        where day = coalesce(cast(:day as date), '-infinity')
                        """)
                .param("source", comparison.source())
                .param("target", comparison.target())
                .param("repeated", REPEATED)
                .param("superseded", SUPERSEDED)
                .param("overtaken", OVERTAKEN)
                .param("day", day.date())
                .update();
        String before =
                day.date() == null
                        ? "'-infinity'"
                        : RowQueries.instant(Objects.requireNonNull(day.date()));
        database.sql(
                        "update andon.adoption set unmoved_before = least(unmoved_before, "
                                + before
                                + ")")
                .update();
    }
}
