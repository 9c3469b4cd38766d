package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import dev.andon.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The journeys in {@code web/e2e} through a real browser, on a server with a simulated plant. */
@EnabledIfSystemProperty(
        named = "andon.browser",
        matches = "true",
        disabledReason = "needs Chromium and the built pages; make test runs it")
class BrowserTest {
    private static final Pattern PASSWORD = Pattern.compile("admin with password (\\S+)");

    @Test
    void everyJourneySucceeds(@TempDir(factory = EnterableFolder.class) Path folder)
            throws IOException {
        Path provisioning = folder.resolve("provisioning");
        FileSystemUtils.copyRecursively(Path.of("../provisioning"), provisioning);
        // Dashboards with what the shipped ones leave out because Grafana has not got it.
        FileSystemUtils.copyRecursively(Path.of("../web/e2e/provisioning"), provisioning);
        try (AndonProcess andon =
                AndonProcess.serveDashboards(
                        provisioning, folder, "--simulate", "--simulate-every", "1s")) {
            Eventually.holds(
                    "A day of history", () -> andon.output().contains("The history is complete."));
            Matcher password = PASSWORD.matcher(andon.output());
            assertThat(password.find()).isTrue();

            Shell.of("npm", "run", "e2e")
                    .in(Path.of("../web"))
                    .with("ANDON_URL", andon.address().toString())
                    .with("ANDON_PASSWORD", password.group(1))
                    .with("ANDON_TOKEN", andon.newToken("ingest"))
                    .run();
        }
    }
}
