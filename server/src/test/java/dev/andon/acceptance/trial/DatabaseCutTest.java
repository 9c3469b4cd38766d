package dev.andon.acceptance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.DurablePostgres;
import dev.andon.EnterableFolder;
import dev.andon.Eventually;
import dev.andon.acceptance.trial.CuttingProxy.Knife;
import dev.andon.acceptance.trial.CuttingProxy.Way;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network between Andon and an existing PostgreSQL breaks at the worst moments. */
class DatabaseCutTest {
    private static final int SENDERS = 3;
    private static final int ROUNDS = 3;

    @TempDir(factory = EnterableFolder.class)
    private Path folder;

    @Test
    void answersTheTruthOrThatNobodyKnows() throws IOException {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Files.writeString(folder.resolve("andon.yaml"), "andon.postgres.reader-password: test\n");
        try (DurablePostgres postgres = new DurablePostgres();
                CuttingProxy network = new CuttingProxy(() -> port(postgres));
                Trial trial =
                        new Trial(folder, seed, SENDERS, "--db", throughProxy(postgres, network))) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Knife knife : knives(random)) {
                    trial.awaitAcknowledged(1 + random.nextInt(10));
                    int before = network.cuts();
                    network.arm(knife);
                    Eventually.holds("A cut", () -> network.cuts() > before);
                }
                trial.awaitAcknowledged(1);
                network.cutAll();
            }
            postgres.stop();
            int before = trial.refused();
            Eventually.holds("Refusals", () -> trial.refused() > before);
            postgres.startAgain();
            trial.awaitAcknowledged(10);

            System.out.println(trial.reckon() + ", cut " + network.cuts() + " times");
            assertThat(trial.refused()).isGreaterThanOrEqualTo(ROUNDS);
        }
    }

    private static List<Knife> knives(Random random) {
        Set<Object> wrote = ConcurrentHashMap.newKeySet();
        return List.of(
                // In the middle of the points.
                (connection, way, bytes, length) ->
                        way == Way.TO_SERVER && length > 2_000
                                ? random.nextInt(length)
                                : Knife.PASS,
                // The points have arrived; COMMIT, which comes next, has not.
                (connection, way, bytes, length) -> {
                    if (way == Way.TO_CLIENT && holds(bytes, length, "COPY ")) {
                        wrote.add(connection);
                    }
                    return way == Way.TO_SERVER && wrote.contains(connection) ? 0 : Knife.PASS;
                },
                // It is committed, and Andon does not get to know it.
                (connection, way, bytes, length) ->
                        way == Way.TO_CLIENT && holds(bytes, length, "COMMIT\0") ? 0 : Knife.PASS);
    }

    private static boolean holds(byte[] bytes, int length, String text) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static String throughProxy(DurablePostgres postgres, CuttingProxy network) {
        return postgres.url().replace(":" + port(postgres) + "/", ":" + network.port() + "/");
    }

    private static int port(DurablePostgres postgres) {
        return URI.create(postgres.url().substring("jdbc:".length())).getPort();
    }
}
