package dev.andon.adopt;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far it is, in the database itself, so that any process can go on. */
final class AdoptionStore {
    private final JdbcClient database;

    AdoptionStore(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    /**
     * @param columns as {@link ColumnMapping#of} takes them
     * @param firstHere whether there was no Andon in this database before
     * @param returning whether the way back has begun
     */
    record State(
            SourceName name,
            Map<String, String> columns,
            @Nullable String timeZone,
            Instant started,
            boolean firstHere,
            boolean listed,
            boolean returning,
            boolean finished) {
        /** Later times are mistakes of a clock. */
        Instant latest() {
            return started.plus(Duration.ofDays(1));
        }
    }

    /**
     * @param date null for the rows without a usable time
     */
    record Day(@Nullable LocalDate date, long rows) {
        @Override
        public String toString() {
            return date == null ? "rows without a usable time" : date.toString();
        }
    }

    /** The rows of all days that are done, by what became of them. */
    record Totals(
            long days,
            long daysDone,
            long rows,
            long rowsDone,
            long moved,
            long repeated,
            long superseded,
            long overtaken,
            long rejected) {}

    Optional<State> find() {
        boolean possible =
                database.sql("select to_regclass('andon.adoption') is not null")
                        .query(Boolean.class)
                        .single();
        return possible
                ? database.sql("select * from andon.adoption")
                        .query(AdoptionStore::state)
                        .optional()
                : Optional.empty();
    }

    private static State state(ResultSet row, int number) throws SQLException {
        Map<String, String> columns = new HashMap<>();
        for (String name :
                List.of(
                        "machine_id",
                        "metric_type",
                        "value",
                        "timestamp",
                        "zone_number",
                        "target_value")) {
            String column = row.getString(name);
            if (column != null) {
                columns.put(name, column);
            }
        }
        return new State(
                new SourceName(row.getString("source_schema"), row.getString("source_name")),
                columns,
                row.getString("time_zone"),
                row.getObject("started", OffsetDateTime.class).toInstant(),
                row.getBoolean("first_here"),
                row.getBoolean("listed"),
                row.getBoolean("way_back"),
                row.getObject("finished") != null);
    }

    /** The newest first, since people look at them; those without a usable time last. */
    List<Day> daysToDo() {
        return database.sql(
                        """
                        select nullif(day, '-infinity') as day, source_rows from andon.adoption_days
                        where finished is null order by adoption_days.day desc
                        """)
                .query((row, number) ->
                        new Day(row.getObject("day", LocalDate.class), row.getLong("source_rows")))
                .list();
    }

    /** What is to be run after the switch, either way. */
    List<String> afterwards() {
        return database.sql(
                        "select afterwards from andon.adoption_changes where afterwards is not null order by place")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** While others go on. */
    void run(List<String> statements) {
        statements.forEach(statement -> database.sql(statement).update());
    }

    /** Those with points, the oldest first. */
    List<LocalDate> daysDone() {
        return database.sql(
                        """
                        select day from andon.adoption_days
                        where finished is not null and day <> '-infinity' order by day
                        """)
                .query((row, number) -> row.getObject("day", LocalDate.class))
                .list();
    }

    Totals totals() {
        return database.sql(
                        """
                        select count(*) as days, count(finished) as days_done, coalesce(sum(source_rows), 0) as rows,
                               coalesce(sum(source_rows) filter (where finished is not null), 0) as rows_done,
                               coalesce(sum(moved), 0) as moved, coalesce(sum(repeated), 0) as repeated,
                               coalesce(sum(superseded), 0) as superseded, coalesce(sum(overtaken), 0) as overtaken,
                               coalesce(sum(rejected), 0) as rejected
                        from andon.adoption_days
                        """)
                .query((row, number) ->
                        new Totals(
                                row.getLong("days"),
                                row.getLong("days_done"),
                                row.getLong("rows"),
                                row.getLong("rows_done"),
                                row.getLong("moved"),
                                row.getLong("repeated"),
                                row.getLong("superseded"),
                                row.getLong("overtaken"),
                                row.getLong("rejected")))
                .single();
    }

    Map<String, Long> rejections() {
        Map<String, Long> reasons = new TreeMap<>();
        database.sql("select reason, count(*) from andon_before.rejected_rows group by reason")
                .query(row -> {
                    reasons.put(row.getString(1), row.getLong(2));
                });
        return reasons;
    }

    /** Applications that are Andon servers, by their connections to this database. */
    boolean serverIsConnected() {
        return database.sql(
                        """
                        select exists (select from pg_stat_activity
                                       where datname = current_database()
                                         and application_name in ('andon-owner', 'andon-reader', 'andon-migration'))
                        """)
                .query(Boolean.class)
                .single();
    }
}
