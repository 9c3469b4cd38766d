package dev.andon.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.TestDatabase;
import dev.andon.store.Samples;
import dev.andon.store.StoreFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Tables of an application that knows nothing of it, on a real PostgreSQL 18. */
class AdoptionTest {
    private static final String EVERYTHING_THERE =
            """
            select string_agg(o, ';' order by o) from (
                select oid || relname || relnamespace || relkind::text || coalesce(relacl::text, '') as o from pg_class
                where relnamespace::regnamespace::text !~ '^pg_(toast|temp)'
                union all select nspname from pg_namespace where nspname !~ '^pg_(toast|temp)'
                union all select proname || oid from pg_proc where pronamespace = 'public'::regnamespace) a
            """;

    /** Each row of the old table as text, without its number. */
    private static final String ROWS =
            """
            select count(*) || ' ' || sum(hashtextextended((machine_id, metric_type, value, "timestamp", zone_number, target_value)::text, 0)::numeric)
            from public.machine_metrics
            """;

    @Test
    void thePlanChangesNothing() throws SQLException {
        try (AdoptionFixture seed = AdoptionFixture.ofSeed(60).withBadRows()) {
            seed.run(
                    "create materialized view public.machine_metrics_hourly as select count(*) from public.machine_metrics",
                    "create view public.latest as select max(\"timestamp\") as at from public.machine_metrics",
                    "create table public.alarms (machine_id varchar(50) references public.machines (id))");
            String before = seed.text(EVERYTHING_THERE);

            seed.adoption(adoption ->
                    assertThat(adoption.plan(AdoptionFixture.SEED))
                            .contains("4,817 rows")
                            .contains("10 machines")
                            .contains(
                                    "1 rows are no points: metric_type is longer than 200 characters")
                            .contains("1 rows are no points: value is not a finite number")
                            .contains("1 rows are no points: timestamp was more than a day ahead")
                            .contains("1 rows repeat a point, 1 more give another value")
                            .contains("from a trial with")
                            .contains("materialized view public.machine_metrics_hourly: moves to")
                            .contains("view public.latest: is made again")
                            .contains("alarms_machine_id_fkey: points at Andon's machines")
                            .contains("INSERT … RETURNING id gives a new number"));

            assertThat(seed.text(EVERYTHING_THERE)).isEqualTo(before);
        }
    }

    @Test
    void everyRowIsAccountedForAlthoughTheDatabaseEndsItAgainAndAgain() throws Exception {
        try (AdoptionFixture seed = AdoptionFixture.ofSeed(2_700).withBadRows();
                Application application = new Application(seed.database.url("andon"))) {
            application.goesOn();
            for (long cut : new long[] {30_000, 90_000, 150_000}) {
                AtomicBoolean done = new AtomicBoolean();
                seed.onProgress(moved -> {
                    if (moved >= cut && done.compareAndSet(false, true)) {
                        seed.number(
                                "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'andon-adopt' and datname = current_database()");
                    }
                });
                assertThatThrownBy(() -> start(seed)).isInstanceOf(Exception.class);
                assertThat(done).isTrue();
            }
            start(seed);
            application.goesOn();
            long written = application.stop();

            assertThat(seed.verified()).as(String.join("\n", seed.lines)).isTrue();
            assertThat(application.slowestSeconds()).isLessThan(10);
            assertThat(seed.number("select count(*) from public.machine_metrics"))
                    .isEqualTo(2_700 * 2 * 40 + 2 + written);
            assertThat(
                            seed.number(
                                    "select count(distinct value) from public.machine_metrics where metric_type = 'written'"))
                    .isEqualTo(written);
            assertThat(
                            seed.number(
                                    "select count(*) from andon_before.rejected_rows where row ->> 'metric_type' is distinct from 'twice'"))
                    .isEqualTo(AdoptionFixture.BAD_ROWS);
            assertThat(
                            seed.text(
                                    "select value::text from public.machine_metrics where metric_type = 'twice' and \"timestamp\" = '2026-03-01 13:00:00Z'"))
                    .isEqualTo("2");
            assertThat(seed.text("select name || area from public.machines where id = 'M-4'"))
                    .isEqualTo("Machine 4Area 1");
        }
    }

    @Test
    void theViewHasEachPointOnceWhileRowsAreMoved() throws Exception {
        try (AdoptionFixture seed = AdoptionFixture.ofSeed(2_000)) {
            long rows = seed.number("select count(*) from public.machine_metrics");
            String content = seed.text(ROWS);
            seed.onLine(line -> assertThat(seed.text(ROWS)).isEqualTo(content))
                    .onProgress(done ->
                            assertThat(seed.number("select count(*) from public.machine_metrics"))
                                    .isEqualTo(rows));
            start(seed);
            assertThat(seed.text(ROWS)).isEqualTo(content);
        }
    }

    @Test
    void whatComesInMeanwhileIsNewerThanWhatIsMoved() throws Exception {
        try (AdoptionFixture seed = AdoptionFixture.ofSeed(60)) {
            seed.onLine(line -> {
                if (line.contains("is a view of Andon now")) {
                    seed.run(
                            """
                            insert into public.machine_metrics (machine_id, metric_type, value, "timestamp")
                            values ('M-1', 'metric_4', -1, '2026-03-01 06:10:00Z')
                            """);
                }
            });
            start(seed);

            assertThat(
                            seed.text(
                                    """
                                    select value::text from public.machine_metrics where machine_id = 'M-1'
                                    and metric_type = 'metric_4' and "timestamp" = '2026-03-01 06:10:00Z'
                                    """))
                    .isEqualTo("-1");
            assertThat(seed.text("select reason from andon_before.rejected_rows"))
                    .isEqualTo("a point of the same time came in meanwhile");
            assertThat(seed.verified()).isTrue();
        }
    }

    @Test
    void theWayBackHasTheOldTableAndWhatCameSince() throws Exception {
        try (AdoptionFixture seed = AdoptionFixture.ofSeed(600).withBadRows()) {
            seed.run(
                    "create view public.latest as select machine_id, max(\"timestamp\") as at from public.machine_metrics group by machine_id",
                    "create table public.alarms (machine_id varchar(50) references public.machines (id))");
            String before = seed.text(EVERYTHING_THERE);
            String content = seed.text(ROWS);
            try (Application application = new Application(seed.database.url("andon"))) {
                start(seed);
                seal(seed, "metric_4", 51);
                seed.run(
                        "insert into public.alarms values ('M-2')",
                        "update public.machines set oee = 12 where id = 'M-2'",
                        "insert into public.machine_metrics (machine_id, metric_type, value) values ('M-99', 'written', 0)");
                application.goesOn();
                seed.adoption(Adoption::rollback);
                application.goesOn();
                long written = application.stop();

                assertThat(
                                seed.number(
                                        "select count(distinct value) from public.machine_metrics where metric_type = 'written'"))
                        .isEqualTo(written + 1);
                assertThat(
                                seed.number(
                                        "select count(*) from public.machine_metrics where metric_type = 'written'"))
                        .isEqualTo(written + 1);
            }
            assertThat(seed.text("select oee::text from public.machines where id = 'M-2'"))
                    .isEqualTo("12");
            seed.run("delete from public.machine_metrics where metric_type = 'written'");
            assertThat(seed.text(ROWS)).isEqualTo(content);
            seed.owner
                    .sql(
                            "select nspname from pg_namespace where nspname like 'andon_rolled_back_%'")
                    .query(String.class)
                    .list()
                    .forEach(schema -> seed.run("drop schema " + schema + " cascade"));
            assertThat(seed.text(EVERYTHING_THERE)).isEqualTo(before);
        }
    }

    @Test
    void aTableWithOtherNamesAndLocalTimesInADatabaseThatAndonUses() throws Exception {
        try (AdoptionFixture plant = new AdoptionFixture(TestDatabase.migrated())) {
            plant.run(
                    "create schema scada",
                    """
                    create table scada.readings (asset text, tag text, "when" timestamp, reading numeric(10, 2), quality integer default 192)
                    """,
                    """
                    insert into scada.readings
                    select 'P-' || n % 3, 'flow', timestamp '2026-03-28 12:00' + n * interval '10 min', n / 100.0
                    from generate_series(1, 500) n
                    """);
            AdoptionOptions options =
                    new AdoptionOptions(
                            "scada.readings",
                            Map.of(
                                    "machine_id", "asset",
                                    "metric_type", "tag",
                                    "timestamp", "when",
                                    "value", "reading"),
                            "Europe/Berlin");
            plant.adoption(adoption -> adoption.start(options, false));
            plant.run(
                    "insert into scada.readings (asset, tag, \"when\", reading) values ('P-9', 'flow', '2026-04-05 10:00Z', 7)");

            assertThat(
                            plant.text(
                                    "select \"timestamp\"::text || value from public.machine_metrics where value = 0.01"))
                    .startsWith("2026-03-28 11:10:00+00");
            // The six local times of the hour that summer time leaves out mean those of the next
            // one.
            assertThat(plant.number("select count(*) from public.machine_metrics")).isEqualTo(495);
            assertThat(plant.number("select count(*) from scada.readings where asset = 'P-9'"))
                    .isEqualTo(1);
            assertThat(plant.verified()).isTrue();

            plant.adoption(Adoption::rollback);
            assertThat(plant.number("select count(*) from scada.readings")).isEqualTo(501);
            assertThat(plant.text("select \"when\"::text from scada.readings where asset = 'P-9'"))
                    .isEqualTo("2026-04-05 12:00:00");
            assertThat(plant.number("select count(*) from public.machine_metrics")).isEqualTo(495);
        }
    }

    @Test
    void aPointThatIsSealedAlreadyIsThereOnce() throws Exception {
        try (AdoptionFixture plant = new AdoptionFixture(TestDatabase.migrated())) {
            plant.run(
                    "insert into andon.machines (id, name) values ('P-1', 'P-1')",
                    "insert into andon.series (id, machine_id, metric_type) overriding system value values (1, 'P-1', 'flow')",
                    "create schema scada",
                    "create table scada.readings (machine_id text, metric_type text, value float8, \"timestamp\" timestamptz)",
                    "insert into scada.readings values ('P-1', 'flow', 5, '2026-03-28 12:00Z'), ('P-1', 'flow', 6, '2026-03-28 12:01Z')");
            load(plant, 1, "2026-03-28T12:00:00Z", 7);
            String sealed = "select count(*) from andon.sample_blocks";
            assertThat(plant.number(sealed)).isEqualTo(1);

            String values =
                    "select string_agg(value::text, ' ' order by \"timestamp\") from scada.readings";
            plant.onLine(line -> assertThat(plant.text(values)).as(line).isEqualTo("7 6"));
            plant.adoption(adoption ->
                    adoption.start(new AdoptionOptions("scada.readings", Map.of(), null), false));

            assertThat(plant.text(values)).isEqualTo("7 6");
            assertThat(plant.number(sealed)).isEqualTo(1);
            assertThat(plant.verified()).isTrue();
        }
    }

    @Test
    void numbersGoOnWhenTheOldTableIsDeleted() throws Exception {
        try (AdoptionFixture seed = AdoptionFixture.ofSeed(60)) {
            assertThatThrownBy(() -> seed.adoption(adoption -> adoption.finish(true)))
                    .isInstanceOf(AdoptionRefused.class);
            start(seed);
            assertThat(insertReturningId(seed)).isEqualTo(4_801);
            seed.adoption(adoption -> adoption.finish(false));
            assertThat(seed.number("select count(*) from andon_before.machine_metrics"))
                    .isEqualTo(4_800);
            assertThatThrownBy(() -> seed.adoption(Adoption::rollback))
                    .isInstanceOf(AdoptionRefused.class)
                    .hasMessageContaining("finished");
            seed.adoption(adoption -> adoption.finish(true));
            assertThat(insertReturningId(seed)).isEqualTo(4_802);
            assertThat(
                            seed.text(
                                    "select coalesce(to_regclass('andon_before.machine_metrics')::text, 'gone')"))
                    .isEqualTo("gone");
            assertThat(seed.number("select count(*) from public.machine_metrics")).isEqualTo(4_802);
        }
    }

    @Test
    void aTableInUseIsWaitedForInSmallPortions() throws Exception {
        try (AdoptionFixture seed = AdoptionFixture.ofSeed(60);
                Connection user = seed.database.owner().getConnection();
                Statement statement = user.createStatement()) {
            user.setAutoCommit(false);
            statement.execute("insert into public.machine_metrics (machine_id) values ('M-1')");
            seed.onLine(line -> {
                if (line.contains("is in use")) {
                    commit(user);
                }
            });
            start(seed);
            assertThat(seed.lines).anyMatch(line -> line.contains("is in use; trying again"));
            assertThat(seed.verified()).isTrue();
        }
    }

    @Test
    void whatCannotBeKeptIsSaidFirst() {
        try (AdoptionFixture seed = AdoptionFixture.ofSeed(60)) {
            seed.run(
                    "alter table public.machine_metrics add column batch text",
                    "create function public.notify() returns trigger language plpgsql as 'begin return new; end'",
                    "create trigger tell after insert on public.machine_metrics for each row execute function public.notify()");
            String before = seed.text(EVERYTHING_THERE);
            assertThatThrownBy(() -> start(seed))
                    .isInstanceOf(AdoptionRefused.class)
                    .hasMessageContaining("column batch of public.machine_metrics")
                    .hasMessageContaining("trigger tell")
                    .hasMessageContaining("--accept-losses");
            assertThat(seed.text(EVERYTHING_THERE)).isEqualTo(before);
        }
    }

    private static void start(AdoptionFixture seed) throws SQLException {
        seed.adoption(adoption -> adoption.start(AdoptionFixture.SEED, false));
    }

    /** The points of M-1's series on the first day, by loading one again. */
    private static void seal(AdoptionFixture seed, String metric, double firstValue) {
        long series =
                seed.number(
                        "select id from andon.series where machine_id = 'M-1' and metric_type = '%s'"
                                .formatted(metric));
        load(seed, (int) series, "2026-03-01T06:00:00Z", firstValue);
        assertThat(seed.number("select sum(points) from andon.sample_blocks")).isGreaterThan(1_000);
    }

    /** Into blocks, as far as rollups are complete. */
    private static void load(AdoptionFixture plant, int series, String time, double value) {
        Samples point = new Samples(1);
        point.add(series, Instant.parse(time).toEpochMilli() * 1000, value, Double.NaN);
        StoreFixture.completeRollups(plant.database.owner(), "2026-06-01");
        StoreFixture.on(plant.database.owner()).load(point);
    }

    private static long insertReturningId(AdoptionFixture seed) {
        return seed.number(
                "insert into public.machine_metrics (id, machine_id, metric_type, value) values (default, 'M-1', 'id', random()) returning id");
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
