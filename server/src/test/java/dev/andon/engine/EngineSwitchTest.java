package dev.andon.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.andon.TestDatabase;
import dev.andon.postgres.ExistingDatabase;
import dev.andon.postgres.NativeTimescale;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the TimescaleDB that is installed, since a switch takes several sessions and COPY. */
class EngineSwitchTest {
    private static NativeTimescale timescale;

    @BeforeAll
    static void start() {
        timescale = NativeTimescale.start();
    }

    @AfterAll
    static void stop() {
        if (timescale != null) {
            timescale.close();
        }
    }

    private static SwitchFixture plain(long seed) {
        HikariDataSource database = timescale.plain();
        return new SwitchFixture(database, timescale.address(database), seed);
    }

    private static SwitchFixture hypertable(long seed) {
        HikariDataSource database = timescale.migrated();
        return new SwitchFixture(database, timescale.address(database), seed);
    }

    @Test
    void thereAndBackEverythingIsAsItWas() throws Exception {
        SwitchFixture plant = plain(1).withHistory();
        plant.append(44, 0.1);
        plant.append(1, 0.1);
        plant.settle();
        plant.append(69, 0.01);
        plant.owner
                .sql("create view public.own as select * from public.machine_metrics_hourly")
                .update();
        plant.owner.sql("grant insert on public.machine_metrics to andon_reader").update();
        List<@Nullable String> answers = plant.answers();
        List<@Nullable String> rollups = plant.rollups();
        assertThat(plant.text("select count(*) from sample_blocks")).isNotEqualTo("0");

        plant.engine(EngineSwitch::run);
        assertThat(plant.engineName()).isEqualTo("timescale");
        assertThat(plant.answers()).isEqualTo(answers);
        assertThat(plant.rollups()).isEqualTo(rollups);
        assertThat(
                        plant.text(
                                "select count(*) from timescaledb_information.chunks where is_compressed"))
                .isEqualTo("5");
        goesOn(plant);
        answers = plant.answers();
        rollups = plant.rollups();

        plant.engine(EngineSwitch::back);
        assertThat(plant.engineName()).isEqualTo("postgresql");
        assertThat(plant.answers()).isEqualTo(answers);
        assertThat(plant.rollups()).isEqualTo(rollups);
        assertThat(plant.text("select count(*) from sample_blocks")).isNotEqualTo("0");
        goesOn(plant);
        assertThat(plant.text("select count(*) from public.own")).isNotEqualTo("0");
        assertThat(
                        plant.text(
                                "select has_table_privilege('andon_reader', 'public.machine_metrics', 'insert')"))
                .isEqualTo("t");
    }

    /** Late and corrected points of all ages, by both doors, are stored and summed up. */
    private static void goesOn(SwitchFixture plant) throws Exception {
        NativeTimescale.migrateAgain(plant.database);
        plant.append(70, 0.1);
        plant.append(45, 0.1);
        plant.append(3, 0.5);
        plant.owner
                .sql(
                        """
                        insert into public.machine_metrics (machine_id, metric_type, value, "timestamp")
                        select 'A', 't', 7.5, now() - n * interval '3 days' from generate_series(1, 30) n
                        """)
                .update();
        plant.hoursAreRight();
        plant.settle();
        plant.hoursAreRight();
        assertThat(plant.text("select count(*) from sample_changes")).isEqualTo("0");
    }

    @Test
    void theTablesAreThoseOfANewDatabase() throws Exception {
        SwitchFixture plain = plain(2).withHistory();
        SwitchFixture chunks = hypertable(2).withHistory();
        List<@Nullable String> ofPlain = plain.schema();
        List<@Nullable String> ofChunks = chunks.schema();

        plain.engine(EngineSwitch::run);
        assertThat(plain.schema()).isEqualTo(ofChunks);
        chunks.engine(EngineSwitch::run);
        assertThat(chunks.schema()).isEqualTo(ofPlain);
        chunks.engine(EngineSwitch::run);
        assertThat(chunks.schema()).as("given once more").isEqualTo(ofPlain);

        plain.engine(EngineSwitch::back);
        assertThat(plain.schema()).isEqualTo(ofPlain);
        chunks.engine(EngineSwitch::back);
        assertThat(chunks.schema()).isEqualTo(ofChunks);
    }

    @Test
    void killedAnywhereItGoesOn() throws Exception {
        SwitchFixture plant = plain(3).withHistory();
        List<@Nullable String> answers = plant.answers();
        for (String engine : List.of("timescale", "postgresql", "timescale")) {
            SwitchFixture.Command command =
                    engine.equals("timescale") ? EngineSwitch::run : EngineSwitch::back;
            Set<String> works = new HashSet<>();
            boolean switched = false;
            int reports = 0;
            while (plant.killedAfter(reports, command)
                    && !plant.work().startsWith(engine + " keeps")) {
                assertThat(plant.answers()).as("killed after %d", reports).isEqualTo(answers);
                works.add(plant.work());
                // One of many days is like the other. After the last step there are few reports.
                boolean isSwitched = plant.engineName().equals(engine);
                reports = isSwitched == switched ? reports + 1 + plant.remaining() / 4 : 0;
                switched = isSwitched;
            }
            assertThat(works)
                    .contains("Copying", "Comparing", "Carrying rollups over", "Removing")
                    .contains("All days agree. The new tables take their places.");
            assertThat(plant.engineName()).isEqualTo(engine);
            assertThat(plant.answers()).isEqualTo(answers);
            assertThat(leftovers(plant)).isEmpty();
        }
    }

    @Test
    void theWayBackIsOpenUntilTheLastStep() throws Exception {
        for (SwitchFixture plant : List.of(plain(4), hypertable(4))) {
            plant.withHistory();
            String engine = plant.engineName();
            List<@Nullable String> answers = plant.answers();
            List<@Nullable String> schema = plant.schema();
            for (String work : List.of("Copying", "Comparing", "Carrying rollups over")) {
                assertThat(plant.killedAt(work, EngineSwitch::run)).as(work).isTrue();
                assertThat(plant.plan()).contains("has begun: `andon engine switch` goes on");
                if (plant.killedAt("Removing", EngineSwitch::back)) {
                    assertThatThrownBy(() -> plant.engine(EngineSwitch::run))
                            .isInstanceOf(SwitchRefused.class)
                            .hasMessageContaining("This is being undone");
                    plant.engine(EngineSwitch::back);
                }
                assertThat(plant.engineName()).isEqualTo(engine);
                assertThat(plant.answers()).isEqualTo(answers);
                assertThat(plant.schema()).isEqualTo(schema);
                assertThat(leftovers(plant)).isEmpty();
            }
            goesOn(plant);
            wayBackIsUndone(plant);
            assertThatThrownBy(() -> plant.engine(EngineSwitch::back))
                    .isInstanceOf(SwitchRefused.class)
                    .hasMessageContaining("No switch was begun");
        }
    }

    /** Half the way back and forth again, then all of it. */
    private static void wayBackIsUndone(SwitchFixture plant) throws SQLException {
        String before = plant.engineName();
        List<@Nullable String> answers = plant.answers();
        plant.engine(EngineSwitch::run);
        String after = plant.engineName();
        assertThat(after).isNotEqualTo(before);
        assertThat(plant.killedAt("Comparing", EngineSwitch::back)).isTrue();
        plant.engine(EngineSwitch::run);
        assertThat(plant.engineName()).isEqualTo(after);
        assertThat(plant.answers()).isEqualTo(answers);
        plant.engine(EngineSwitch::back);
        assertThat(plant.engineName()).isEqualTo(before);
        assertThat(plant.answers()).isEqualTo(answers);
    }

    private static List<@Nullable String> leftovers(SwitchFixture plant) {
        return plant.texts(
                """
                select relname from pg_class where relnamespace = 'andon'::regnamespace
                  and (relname ~ '^(previous|next)_' or (relname ~ '^sample(s|_blocks)_[0-9]+$' and not relispartition))
                """);
    }

    @Test
    void whatComesWhileItCopiesIsNotLost() throws Exception {
        SwitchFixture plant = plain(5).withHistory();
        try (Connection server =
                DriverManager.getConnection(
                        plant.database.getJdbcUrl() + "&ApplicationName=andon-owner",
                        "andon",
                        "test")) {
            assertThat(server.isValid(1)).isTrue();
            assertThat(plant.plan()).contains("Andon     is running");
            assertThatThrownBy(() -> plant.engine(EngineSwitch::run))
                    .isInstanceOf(SwitchRefused.class)
                    .hasMessageContaining("the last step needs Andon to be stopped");
            assertThat(plant.engineName()).isEqualTo("postgresql");
            plant.append(70, 0.01);
            plant.append(44, 0.01);
            plant.append(20, 1);
            plant.append(0, 1);
        }
        List<@Nullable String> answers = plant.answers();

        plant.engine(EngineSwitch::run);
        assertThat(plant.engineName()).isEqualTo("timescale");
        assertThat(plant.answers()).isEqualTo(answers);
    }

    @Test
    void rollupsOfDroppedPointsGoAlong() throws Exception {
        SwitchFixture plant = plain(6).withHistory();
        List<@Nullable String> rollups = plant.rollups();
        plant.texts(
                "select andon.keep_only_since('samples', null, date_trunc('month', now() - interval '15 days'))::text");
        plant.owner
                .sql(
                        "delete from sample_blocks where first_micros < epoch_micros(date_trunc('month', now() - interval '15 days'))")
                .update();
        List<@Nullable String> answers = plant.answers();
        assertThat(plant.plan()).contains("were dropped; rollups of them are carried over");

        plant.engine(EngineSwitch::run);
        plant.settle();
        assertThat(plant.rollups()).isEqualTo(rollups);
        assertThat(plant.answers()).isEqualTo(answers);
        plant.engine(EngineSwitch::back);
        plant.settle();
        assertThat(plant.rollups()).isEqualTo(rollups);
        assertThat(plant.answers()).isEqualTo(answers);
    }

    @Test
    void theApacheEditionHasItsOwnWay() throws Exception {
        try (NativeTimescale apache = NativeTimescale.apacheEdition()) {
            HikariDataSource database = apache.plain();
            SwitchFixture plant =
                    new SwitchFixture(database, apache.address(database), 7).withHistory();
            HikariDataSource other = apache.migrated();
            SwitchFixture fresh = new SwitchFixture(other, apache.address(other), 7).withHistory();
            List<@Nullable String> answers = plant.answers();
            List<@Nullable String> schema = plant.schema();
            assertThat(plant.plan()).contains("Apache-licensed edition", "60 to 90 bytes");

            plant.engine(EngineSwitch::run);
            assertThat(plant.engineName()).isEqualTo("timescale-apache");
            assertThat(plant.answers()).isEqualTo(answers);
            assertThat(plant.schema()).isEqualTo(fresh.schema());
            plant.engine(EngineSwitch::back);
            assertThat(plant.answers()).isEqualTo(answers);
            assertThat(plant.schema()).isEqualTo(schema);
        }
    }

    @Test
    void aPlanChangesNothing() throws Exception {
        SwitchFixture plant = plain(8).withHistory();
        List<@Nullable String> schema = plant.schema();

        assertThat(plant.plan())
                .contains("Engine    postgresql", "community edition", "can be created")
                .contains("without Andon at the end", "copies each day", "no longer applied");
        assertThat(plant.schema()).isEqualTo(schema);
        assertThat(plant.texts("select extname from pg_extension where extname = 'timescaledb'"))
                .isEmpty();
        plant.engine(EngineSwitch::run);
        assertThat(plant.plan())
                .contains("Engine    timescale", "always possible", "are applied again")
                .contains("to timescale was made");
    }

    @Test
    void viewsOfTimeBucketStandInTheWay() throws Exception {
        SwitchFixture plant = plain(9);
        plant.owner
                .sql(
                        "create view public.own as select time_bucket('1 hour', \"timestamp\") as b from public.machine_metrics")
                .update();

        assertThatThrownBy(() -> plant.engine(EngineSwitch::run))
                .isInstanceOf(SwitchRefused.class)
                .hasMessageContaining("view own depends on function time_bucket")
                .hasMessageContaining("Nothing was changed");
    }

    @Test
    void rightsThatAreMissingAreNamed() throws Exception {
        SwitchFixture plant = plain(10);
        timescale.takeRightsFromOwner(plant.database);

        assertThatThrownBy(() -> plant.engine(EngineSwitch::run))
                .isInstanceOf(SwitchRefused.class)
                .hasMessageContaining("permission denied to create extension")
                .hasMessageContaining("the right to create in the database")
                .hasMessageContaining("Nothing was changed");
        assertThat(plant.plan()).contains("A switch is not possible now");
    }

    @Test
    void aServerWithoutTheExtensionIsSaid() throws SQLException {
        try (TestDatabase database = TestDatabase.migrated();
                ExistingDatabase existing =
                        ExistingDatabase.open(
                                "engine", database.url("andon"), "andon_reader", "test")) {
            EngineSwitch engine = new EngineSwitch(existing, new Silence());
            assertThat(engine.plan())
                    .contains("does not offer the extension timescaledb", "not possible now");
            assertThatThrownBy(engine::run)
                    .isInstanceOf(SwitchRefused.class)
                    .hasMessageContaining("does not offer the extension timescaledb")
                    .hasMessageContaining("Nothing was changed");
        }
    }

    private static final class Silence implements dev.andon.store.MoveReport {
        @Override
        public void line(String text) {}

        @Override
        public void progress(String what, long done, long all) {}
    }
}
