package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.AndonProcess;
import dev.andon.EnterableFolder;
import dev.andon.Eventually;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that was acknowledged is lost or there twice, whatever dies while points pour in. */
class CrashTest {
    private static final int SENDERS = 3;
    private static final int ROUNDS = 3;

    /** Enough to be in the middle of group commits again. */
    private static final int BATCHES_BETWEEN_CRASHES = 30;

    @TempDir(factory = EnterableFolder.class)
    private static Path folder;

    /** One after another for all tests, so that each finds what the others have left. */
    private static final AtomicReference<AndonProcess> andon = new AtomicReference<>();

    private List<StubbornSender> senders = List.of();

    @BeforeAll
    static void start() {
        andon.set(AndonProcess.serve(folder));
    }

    @AfterAll
    static void stop() {
        andon.get().close();
    }

    @BeforeEach
    void startSending(TestInfo test) {
        String token = andon.get().newToken("ingest");
        senders =
                IntStream.range(0, SENDERS)
                        .mapToObj(number -> test.getDisplayName() + number)
                        .map(machine -> new StubbornSender(machine, andon::get, token))
                        .toList();
        senders.forEach(StubbornSender::start);
    }

    @AfterEach
    void stopSending() {
        senders.forEach(StubbornSender::stop);
    }

    @Test
    void survivesItsOwnDeath() {
        for (int round = 0; round < ROUNDS; round++) {
            awaitProgress();
            andon.get().kill();
            andon.set(AndonProcess.serve(folder));
        }

        everythingAcknowledgedIsThereOnce();
    }

    @Test
    void survivesBeingStopped() {
        for (int round = 0; round < ROUNDS; round++) {
            awaitProgress();
            andon.get().close();
            assertThat(andon.get().exitCode()).as("SIGTERM").isEqualTo(143);
            andon.set(AndonProcess.serve(folder));
        }

        everythingAcknowledgedIsThereOnce();
    }

    @Test
    void survivesTheDeathOfAllProcessesAtOnce() {
        awaitProgress();
        ProcessHandle postmaster = andon.get().postmaster();
        List<ProcessHandle> postgres =
                Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
        postgres.forEach(ProcessHandle::destroyForcibly);
        andon.get().kill();
        andon.set(AndonProcess.serve(folder));

        everythingAcknowledgedIsThereOnce();
    }

    @Test
    void survivesTheDeathOfPostgresAndOfItsConnections() {
        for (int round = 0; round < ROUNDS; round++) {
            awaitProgress();
            // One connection's process: PostgreSQL then ends all others and recovers.
            andon.get().postmaster().children().forEach(ProcessHandle::destroyForcibly);
            awaitProgress();
            andon.get().killPostmaster();
        }

        everythingAcknowledgedIsThereOnce();
    }

    private void awaitProgress() {
        long before = acknowledged();
        Eventually.holds(
                BATCHES_BETWEEN_CRASHES + " more batches",
                () -> acknowledged() >= before + BATCHES_BETWEEN_CRASHES);
    }

    private long acknowledged() {
        return senders.stream().mapToLong(StubbornSender::acknowledged).sum();
    }

    private void everythingAcknowledgedIsThereOnce() {
        awaitProgress();
        senders.forEach(StubbornSender::stop);
        assertThat(andon.get().isAlive()).as(andon.get().output()).isTrue();
        String url = andon.get().psqlUrl();
        for (StubbornSender sender : senders) {
            String rows =
                    Shell.of("psql", url, "-X", "-At", "-c", sender.question()).run().output();
            assertThat(rows.strip()).as(sender.toString()).isEqualTo(sender.expectedAnswer());
        }
    }
}
