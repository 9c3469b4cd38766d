package dev.andon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.andon.SettableClock;
import dev.andon.postgres.ExistingDatabase;
import dev.andon.rollup.Rollups;
import dev.andon.store.MoveReport;
import dev.andon.store.SampleStore;
import dev.andon.store.Samples;
import dev.andon.store.StoreFixture;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A plant of a few series on a database, and switches of it whose reports can be listened to. */
final class SwitchFixture implements MoveReport {
    private static final int SERIES = 3;
    private static final Duration EVERY = Duration.ofMinutes(3);

    final HikariDataSource database;
    final JdbcClient owner;
    private final String address;
    private final Random random;
    private final Instant now;

    /** So many reports are heard before the process dies; negative: it lives. */
    private int reportsLeft = -1;

    /** What was reported last. */
    private String work = "";

    private int remaining;

    /** The process dies when it is at this. */
    private String lastWork = "";

    /** What a process that is killed would not throw. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    SwitchFixture(HikariDataSource database, String address, long seed) {
        this.database = database;
        this.owner = JdbcClient.create(database);
        this.address = address;
        this.random = new Random(seed);
        this.now = owner.sql("select now()").query(OffsetDateTime.class).single().toInstant();
        owner.sql("insert into machines (id, name) values ('A', 'A'), ('B', 'B')").update();
        owner.sql(
                        "insert into series (machine_id, metric_type) values ('A', 't'), ('B', 't'), ('B', 'p')")
                .update();
    }

    /**
     * Days some of which are old enough for anything, summed up and packed, and some young ones.
     */
    SwitchFixture withHistory() throws SQLException, InterruptedException {
        for (int days : List.of(70, 69, 45, 44, 43, 5, 2, 1)) {
            append(days, 1);
        }
        new Rollups(database, ZoneId.of("Europe/Berlin"), new SettableClock(now)).settle();
        if (StoreFixture.engine(database).seals()) {
            StoreFixture.seal(database);
        }
        return this;
    }

    /** Points of a day, some minutes of which are there, sent with other values: they win. */
    void append(int daysAgo, double share) {
        SampleStore store = StoreFixture.on(database);
        Instant from = now.minus(daysAgo, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        Samples samples = new Samples(0);
        long count = Duration.ofDays(1).dividedBy(EVERY);
        for (long point = 0; point < count; point++) {
            for (int series = 1; series <= SERIES; series++) {
                Instant at = from.plus(EVERY.multipliedBy(point));
                if (random.nextDouble() < share && at.isBefore(now)) {
                    samples.add(
                            series,
                            ChronoUnit.MICROS.between(Instant.EPOCH, at),
                            random.nextInt(50) == 0 ? -0.0 : random.nextInt(4000) / 4.0,
                            series == 2 ? 50.25 : Double.NaN);
                }
            }
        }
        if (samples.size() > 0) {
            store.append(samples);
        }
    }

    void settle() throws SQLException {
        new Rollups(database, ZoneId.of("Europe/Berlin"), new SettableClock(now)).settle();
    }

    interface Command {
        void run(EngineSwitch engine) throws SQLException;
    }

    /** What a command does, in sessions of its own. */
    void engine(Command command) throws SQLException {
        try (ExistingDatabase existing =
                ExistingDatabase.open("engine", address, "andon_reader", "test")) {
            command.run(new EngineSwitch(existing, this));
        }
    }

    String plan() throws SQLException {
        String[] text = new String[1];
        engine(engine -> text[0] = engine.plan());
        return text[0];
    }

    /** Answers whether the process has lived to its end. */
    boolean killedAfter(int reports, Command command) throws SQLException {
        reportsLeft = reports;
        try {
            engine(command);
            return false;
        } catch (Killed killed) {
            return true;
        } finally {
            reportsLeft = -1;
        }
    }

    /** Likewise, as soon as it says that it is at that. */
    boolean killedAt(String what, Command command) throws SQLException {
        lastWork = what;
        try {
            return killedAfter(-1, command);
        } finally {
            lastWork = "";
        }
    }

    /** What it was at when it was killed. */
    String work() {
        return work;
    }

    /** How many more reports on the same it would have heard. */
    int remaining() {
        return remaining;
    }

    @Override
    public void line(String text) {
        remaining = 0;
        heard(text);
    }

    @Override
    public void progress(String what, long done, long all) {
        remaining = (int) (all - done);
        heard(what);
    }

    private void heard(String what) {
        work = what;
        if (reportsLeft == 0 || what.equals(lastWork)) {
            throw new Killed();
        }
        reportsLeft--;
    }

    String engineName() {
        return text("select name from engine");
    }

    String text(String question) {
        return owner.sql(question).query(String.class).single();
    }

    List<@Nullable String> texts(String question) {
        return owner.sql(question).query(String.class).list();
    }

    /** Points to the last bit, and what the views and the tables of rollups answer. */
    List<@Nullable String> answers() {
        List<@Nullable String> answers =
                new ArrayList<>(
                        texts(
                                """
                                select concat_ws(' ', machine_id, metric_type, zone_number, "timestamp",
                                                 encode(float8send(value), 'hex'), encode(float8send(target_value), 'hex'))
                                from public.machine_metrics order by machine_id, metric_type, "timestamp"
                                """));
        for (String view :
                List.of("machine_metrics_5m", "machine_metrics_hourly", "machine_metrics_daily")) {
            answers.addAll(
                    texts(
                            """
                            select concat_ws(' ', to_jsonb(v) - 'stddev_value' - 'stddev_target',
                                             round(stddev_value::numeric, 9), round(stddev_target::numeric, 9))
                            from public.%s v order by machine_id, metric_type, 1
                            """
                                    .formatted(view)));
        }
        return answers;
    }

    /** What stands in the tables of rollups, to the last bit. */
    List<@Nullable String> rollups() {
        List<@Nullable String> rows = new ArrayList<>();
        for (String level : List.of("5m", "1h", "1d")) {
            rows.addAll(
                    texts(
                            "select r::text from andon.rollup_%s r order by series_id, bucket"
                                    .formatted(level)));
        }
        return rows;
    }

    /** The view of hours against sums over the very points. */
    void hoursAreRight() {
        assertThat(
                        texts(
                                """
                                (select concat_ws(' ', hour, machine_id, metric_type, point_count, sum_value, min_value, max_value)
                                 from public.machine_metrics_hourly)
                                except all
                                (select concat_ws(' ', date_trunc('hour', "timestamp"), machine_id, metric_type, count(*), sum(value), min(value), max(value))
                                 from public.machine_metrics group by date_trunc('hour', "timestamp"), machine_id, metric_type)
                                """))
                .isEmpty();
    }

    /** All objects of Andon, without partitions and what differs by the time of making. */
    List<@Nullable String> schema() {
        return texts(
                """
                select o from (
                    select pg_get_functiondef(p.oid) || coalesce(p.proacl::text, '') as o
                    from pg_proc p where p.pronamespace = 'andon'::regnamespace and p.prokind = 'f'
                    union all
                    select concat_ws(' ', c.relkind, c.relname, array_to_string(c.reloptions, ','),
                                     (select string_agg(concat_ws(' ', a.attname, a.atttypid::regtype, a.attnotnull, a.attstorage, a.attcompression), ', ' order by a.attnum)
                                      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
                                     (select string_agg(t.tgname || pg_get_triggerdef(t.oid), ', ' order by t.tgname)
                                      from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal and t.tgname !~ '^ts_'),
                                     case when c.relkind = 'v' and not (c.relname ~ '^rollup_' or c.relname = 'machine_metrics')
                                          then pg_get_viewdef(c.oid) end)
                    from pg_class c
                    where c.relnamespace in ('andon'::regnamespace, 'public'::regnamespace) and not c.relispartition
                      and c.relkind in ('r', 'p', 'v', 'm') and c.relname !~ '^timescale_schema_history'
                      and not (c.relname = 'machine_metrics' and c.relnamespace = 'andon'::regnamespace)
                      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
                    union all
                    select concat_ws(' ', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
                    from pg_constraint c join pg_class t on t.oid = c.conrelid
                    where c.connamespace = 'andon'::regnamespace and not t.relispartition and t.relname !~ '^timescale_schema_history'
                    union all
                    select array_to_string(setconfig, ' ') from pg_db_role_setting
                    where setdatabase = (select oid from pg_database where datname = current_database())
                ) a where o is not null order by o
                """);
    }
}
