package dev.andon.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationTest {
    @Test
    void aDatabaseThatANewerAndonHasChangedIsRefusedInOurWords() {
        try (TestDatabase database = TestDatabase.migrated()) {
            PostgresBeans.migrate(database.owner(), EngineChoice.AUTO, "andon_reader");
            JdbcClient.create(database.owner())
                    .sql(
                            """
                            insert into andon.flyway_schema_history
                            select 99, '99', 'of the future', 'SQL', 'V99__of_the_future.sql', 1,
                                   current_user, now(), 1, true
                            """)
                    .update();

            assertThatThrownBy(() ->
                            PostgresBeans.migrate(
                                    database.owner(), EngineChoice.AUTO, "andon_reader"))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("what is stored is untouched")
                    .hasMessageContaining("99")
                    .hasMessageNotContaining("http")
                    .hasMessageNotContaining("repair");
        }
    }
}
