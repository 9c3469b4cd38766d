package dev.andon.engine;

import dev.andon.store.Engine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far it is, in the database itself. */
final class SwitchStateStore {
    private final JdbcClient database;

    SwitchStateStore(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    enum Step {
        /** Points are copied aside; the old tables are the ones that count. */
        COPY,
        /** The new tables count, the old ones go. */
        DROP,
        /** What was copied goes. */
        UNDO,
        DONE;

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param target the engine that is to keep the samples, or does since the switch
     * @param wayBack whether it is the way back of a switch that was made
     */
    record State(Engine target, Step step, boolean wayBack) {}

    /** What the points of a day are, as they were read. */
    record Account(long points, BigDecimal checksum) {
        boolean agrees(Account other) {
            return points == other.points && checksum.compareTo(other.checksum) == 0;
        }
    }

    Engine engine() {
        return Engine.of(database.sql("select name from engine").query(String.class).single());
    }

    Optional<State> find() {
        return database.sql("select target, step, way_back from engine_switch")
                .query((row, number) ->
                        new State(
                                Engine.of(row.getString(1)),
                                Step.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                                row.getBoolean(3)))
                .optional();
    }

    void begin(Engine target, boolean wayBack) {
        database.sql(
                        """
                        insert into engine_switch (target, step, way_back) values (:target, 'copy', :wayBack)
                        on conflict (only_row) do update
                        set target = excluded.target, step = excluded.step, way_back = excluded.way_back, since = default
                        where engine_switch.step = 'done'
                        """)
                .param("target", target.toString())
                .param("wayBack", wayBack)
                .update();
    }

    /**
     * One process at a time: another one waits here until the transaction ends.
     *
     * @throws SwitchRefused when somebody else has gone on meanwhile
     */
    void require(Step expected) {
        List<String> step =
                database.sql("select step from engine_switch for update")
                        .query((row, number) -> row.getString(1))
                        .list();
        if (!step.equals(List.of(expected.text()))) {
            throw new SwitchRefused(
                    "Another `andon engine` has worked on this database meanwhile. Nothing is lost. `andon engine plan` says how it stands.");
        }
    }

    void set(Step step) {
        database.sql("update engine_switch set step = ?").param(step.text()).update();
    }

    /** The samples are where they were before the switch. */
    void forget() {
        database.sql("delete from engine_switch").update();
    }

    /** The switch is made, and no way back has been begun. */
    void made() {
        database.sql(
                        "update engine_switch set step = 'done', way_back = false, target = (select name from engine)")
                .update();
    }

    void forgetDays() {
        database.sql("delete from engine_switch_days").update();
    }

    /** All days (UTC) that may have points, the oldest first. */
    List<LocalDate> days() {
        return database.sql(
                        """
                        select distinct d::date as day
                        from sample_periods() p, generate_series(p.first, p.next - 1, interval '1 day') d order by day
                        """)
                .query((row, number) -> row.getObject("day", LocalDate.class))
                .list();
    }

    Map<LocalDate, Account> copied() {
        Map<LocalDate, Account> days = new TreeMap<>();
        database.sql("select day, points, checksum from engine_switch_days")
                .query(row -> {
                    days.put(
                            row.getObject("day", LocalDate.class),
                            new Account(row.getLong("points"), row.getBigDecimal("checksum")));
                });
        return days;
    }

    void copied(LocalDate day, Account account) {
        database.sql(
                        """
                        insert into engine_switch_days (day, points, checksum) values (?, ?, ?)
                        on conflict (day) do update set points = excluded.points, checksum = excluded.checksum
                        """)
                .params(day, account.points(), account.checksum())
                .update();
    }

    /** Andon servers, by their sessions in this database. */
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

    /** A table that is being taken over. */
    boolean adopts() {
        return database.sql("select exists (select from adoption where finished is null)")
                .query(Boolean.class)
                .single();
    }
}
