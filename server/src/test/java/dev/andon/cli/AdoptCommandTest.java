package dev.andon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import dev.andon.Eventually;
import dev.andon.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command as a process that is killed, beside what a server says to the same database. */
class AdoptCommandTest {
    private static final long ROWS = 300_000;

    @TempDir(factory = EnterableFolder.class)
    private Path folder;

    @Test
    void goesOnAfterItIsKilled() {
        try (TestDatabase database = TestDatabase.empty()) {
            JdbcClient owner = JdbcClient.create(database.owner());
            owner.sql(
                            """
                            create table public.machine_metrics (machine_id text, metric_type text, value float8, "timestamp" timestamptz)
                            """)
                    .update();
            owner.sql(
                            """
                            insert into public.machine_metrics
                            select 'M-' || n % 10, 'temp', n, timestamptz '2026-03-01 00:00:00Z' + n * interval '5 s'
                            from generate_series(1, ?) n
                            """)
                    .param(ROWS)
                    .update();
            String url = database.url("andon");
            assertThat(AndonProcess.run(1, folder, "serve", "--db", url))
                    .contains("Schema public holds machine_metrics already, not made by Andon")
                    .contains("andon adopt plan --db")
                    .doesNotContain("Exception");

            AndonProcess killed = AndonProcess.start(folder, "adopt", "start", "--db", url);
            Eventually.holds(
                    "A moved day",
                    () ->
                            owner.sql("select count(finished) from andon.adoption_days")
                                            .query(Long.class)
                                            .single()
                                    > 1);
            killed.kill();

            assertThat(AndonProcess.run(0, folder, "adopt", "status", "--db", url))
                    .contains("Next      `andon adopt start` goes on");
            assertThat(AndonProcess.run(0, folder, "adopt", "start", "--db", url))
                    .contains("All rows are moved");
            assertThat(AndonProcess.run(0, folder, "adopt", "verify", "--db", url))
                    .contains("300,000 rows in the old table, 300,000 accounted for")
                    .contains("300,000 points compared: 300,000 equal")
                    .contains(" 0 missing");
            assertThat(AndonProcess.run(0, folder, "adopt", "finish", "--db", url))
                    .contains("The old table stays as andon_before.machine_metrics");
        }
    }

    @Test
    void wrongUseIsTwo() {
        assertThat(AndonProcess.run(2, folder, "adopt", "plan")).contains("Which database?");
        assertThat(AndonProcess.run(2, folder, "adopt"))
                .contains("Which one: plan, start, status, verify, rollback or finish?");
    }
}
