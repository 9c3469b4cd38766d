package dev.andon.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.TestDatabase;
import dev.andon.TimescaleDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StorageEngineTest {
    @Test
    void aServerWithoutTheExtensionKeepsTheSamplesItself() {
        try (TestDatabase database = TestDatabase.migrated()) {
            migrate(database.owner(), EngineChoice.AUTO);
            migrate(database.owner(), EngineChoice.POSTGRESQL);

            assertThat(engine(database.owner())).isEqualTo("postgresql");
        }
    }

    @Test
    void whatIsNotThereIsNotPromised() {
        try (TestDatabase database = TestDatabase.empty()) {
            assertThatThrownBy(() -> migrate(database.owner(), EngineChoice.TIMESCALE))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("does not offer the extension timescaledb")
                    .hasMessageContaining("Nothing was changed")
                    .hasMessageContaining("--db");
            assertThat(tables(database.owner())).isZero();
        }
    }

    @Test
    void anExistingDatabaseStaysWithPostgresql() {
        try (TestDatabase database = TestDatabase.migrated()) {
            assertThatThrownBy(() -> migrate(database.owner(), EngineChoice.TIMESCALE))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("kept by plain PostgreSQL")
                    .hasMessageContaining("nothing was changed");
        }
    }

    @Test
    void aNewDatabaseTakesTimescaleAndStaysWithIt() {
        try (TimescaleDatabase database = TimescaleDatabase.empty()) {
            EngineFixture.createReader(database.owner());
            migrate(database.owner(), EngineChoice.AUTO);
            migrate(database.owner(), EngineChoice.AUTO);

            assertThat(engine(database.owner())).isEqualTo("timescale");
            assertThatThrownBy(() -> migrate(database.owner(), EngineChoice.POSTGRESQL))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("kept by TimescaleDB");
        }
    }

    @Test
    void plainTablesAreMadeWhereTimescaleIsOfferedButNotWanted() {
        try (TimescaleDatabase database = TimescaleDatabase.empty()) {
            EngineFixture.createReader(database.owner());
            migrate(database.owner(), EngineChoice.POSTGRESQL);
            migrate(database.owner(), EngineChoice.AUTO);

            assertThat(engine(database.owner())).isEqualTo("postgresql");
        }
    }

    @Test
    void theApacheEditionGetsChunksAndNoMore() {
        try (NativeTimescale timescale = NativeTimescale.apacheEdition()) {
            DataSource owner = timescale.migrated();
            assertThat(engine(owner)).isEqualTo("timescale-apache");
            assertThatThrownBy(() -> migrate(owner, EngineChoice.POSTGRESQL))
                    .isInstanceOf(StartRefused.class);

            JdbcClient.create(owner).sql("update andon.engine set name = 'timescale'").update();
            assertThatThrownBy(() -> migrate(owner, EngineChoice.AUTO))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("Apache-licensed");
        }
    }

    private static void migrate(DataSource owner, EngineChoice wanted) {
        PostgresBeans.migrate(owner, wanted, "andon_reader");
    }

    private static String engine(DataSource owner) {
        return JdbcClient.create(owner)
                .sql("select name from andon.engine")
                .query(String.class)
                .single();
    }

    private static long tables(DataSource owner) {
        return JdbcClient.create(owner)
                .sql("select count(*) from pg_class where relnamespace = to_regnamespace('andon')")
                .query(Long.class)
                .single();
    }
}
