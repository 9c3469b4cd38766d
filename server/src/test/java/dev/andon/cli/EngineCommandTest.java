package dev.andon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import dev.andon.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads who asks for what is not to be had. */
class EngineCommandTest {
    @TempDir(factory = EnterableFolder.class)
    private Path folder;

    @Test
    void saysWhyItIsNotPossible() {
        try (TestDatabase database = TestDatabase.migrated()) {
            String url = database.url("andon");
            assertThat(AndonProcess.run(0, folder, "engine", "plan", "--db", url))
                    .contains("Engine    postgresql: plain PostgreSQL")
                    .contains("does not offer the extension timescaledb")
                    .contains("A switch is not possible now");
            assertThat(AndonProcess.run(1, folder, "engine", "switch", "--db", url))
                    .contains("TimescaleDB cannot keep the samples of this database")
                    .contains("Nothing was changed")
                    .doesNotContain("Exception");
            assertThat(AndonProcess.run(1, folder, "engine", "back", "--db", url))
                    .contains("No switch was begun");
        }
        try (TestDatabase database = TestDatabase.empty()) {
            assertThat(AndonProcess.run(1, folder, "engine", "plan", "--db", database.url("andon")))
                    .contains("not those of this version of Andon")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void wrongUseIsTwo() {
        assertThat(AndonProcess.run(2, folder, "engine", "plan")).contains("Which database?");
        assertThat(AndonProcess.run(2, folder, "engine"))
                .contains("Which one: plan, switch or back?");
    }
}
