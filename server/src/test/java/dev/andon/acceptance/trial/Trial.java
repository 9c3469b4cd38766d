package dev.andon.acceptance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.AndonProcess;
import dev.andon.Eventually;
import dev.andon.acceptance.trial.Batch.Point;
import dev.andon.acceptance.trial.Batch.Reading;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** An Andon, senders that reach it through a proxy, and the reckoning afterwards. */
final class Trial implements AutoCloseable {
    private static final Pattern COUNTER =
            Pattern.compile("(?m)^(andon_ingest_[a-z_]+(?:\\{[^}]*})?) (\\S+)$");

    private final Path folder;
    private final String[] options;
    private final AtomicInteger run = new AtomicInteger();
    private final CuttingProxy proxy;
    private final SocketDoor socket;
    private final List<ModelSender> senders;
    private volatile AndonProcess andon;

    /**
     * 0 while no server runs: its last port may be another program's by then, which would answer.
     */
    private volatile int port;

    /**
     * @param options of {@code serve}
     */
    Trial(Path folder, long seed, int senders, String... options) {
        this.folder = folder;
        this.options = options;
        this.andon = AndonProcess.serve(folder, options);
        this.port = andon.address().getPort();
        this.proxy = new CuttingProxy(() -> port);
        String token = andon.newToken("ingest");
        this.socket =
                new SocketDoor(
                        URI.create("ws://127.0.0.1:%d/ws/ingest".formatted(proxy.port())), token);
        List<Door> doors = doors(token);
        this.senders =
                IntStream.range(0, senders)
                        .mapToObj(number ->
                                new ModelSender("trial-" + number, seed + number, doors, run::get))
                        .toList();
        this.senders.forEach(ModelSender::start);
    }

    /** Every way of sending points; each request takes any of them. */
    private List<Door> doors(String token) {
        return List.of(
                door("/api/v1/metrics", token, JsonText::array, false),
                door("/api/v1/metrics", token, JsonText::array, true),
                door("/api/v1/metrics", token, JsonText::lines, false),
                door("/write?db=plant", token, LineText::lines, true),
                door("/api/v2/write?precision=ns", token, LineText::lines, false),
                socket);
    }

    private Door door(String path, String token, Function<Batch, String> text, boolean packed) {
        URI address = URI.create("http://127.0.0.1:%d%s".formatted(proxy.port(), path));
        return new HttpDoor(address, token, text, packed);
    }

    AndonProcess andon() {
        return andon;
    }

    CuttingProxy proxy() {
        return proxy;
    }

    /** As {@code kill -9}, and another one on the same data. */
    void killAndon() {
        port = 0;
        andon.kill();
        startAgain();
    }

    void restartAndon() {
        port = 0;
        andon.close();
        startAgain();
    }

    private void startAgain() {
        run.incrementAndGet();
        andon = AndonProcess.serve(folder, options);
        port = andon.address().getPort();
    }

    /** Batches. */
    int acknowledged() {
        return senders.stream().mapToInt(ModelSender::acknowledged).sum();
    }

    int refused() {
        return senders.stream().mapToInt(ModelSender::refused).sum();
    }

    /** Of those, with the sentence that the disk is full. */
    int refusedForDisk() {
        return senders.stream().mapToInt(ModelSender::refusedForDisk).sum();
    }

    /** A wrong answer is told with what the server has said, and with all that differs by now. */
    void sendersMustBeWell() {
        try {
            senders.forEach(ModelSender::mustBeWell);
        } catch (AssertionError wrongAnswer) {
            wrongAnswer.addSuppressed(new AssertionError(andon.output()));
            Database database = new Database(andon.psqlUrl());
            for (ModelSender sender : senders) {
                try {
                    sender.mustBeWell();
                } catch (AssertionError ofThisSender) {
                    try {
                        Map<Point, Reading> table = database.points(sender.name() + "-%");
                        sender.model().mustExplain(sender.name(), table);
                    } catch (AssertionError differences) {
                        wrongAnswer.addSuppressed(differences);
                    }
                }
            }
            throw wrongAnswer;
        }
    }

    void awaitAcknowledged(int more) {
        int before = acknowledged();
        Eventually.holds(
                more + " more acknowledged batches",
                () -> {
                    sendersMustBeWell();
                    return acknowledged() >= before + more;
                });
    }

    /**
     * Stops the senders and compares everything with their models.
     *
     * @return what was done, for the log
     */
    String reckon() {
        senders.forEach(ModelSender::stop);
        assertThat(andon.isAlive()).as(andon.output()).isTrue();
        // Requests whose senders were cut off may still be on their way into the database.
        Eventually.holds(
                "Nothing in the queue",
                () -> Objects.equals(counters().get("andon_ingest_pending_bytes"), 0.0));
        countersMustAddUp();
        Database database = new Database(andon.psqlUrl());
        Map<Point, Reading> shared = new HashMap<>();
        int givenUp = 0;
        int there = 0;
        int points = 0;
        for (ModelSender sender : senders) {
            Map<Point, Reading> table = database.points(sender.name() + "-%");
            there += sender.model().mustExplain(sender.name(), table);
            givenUp += sender.model().givenUpBatches();
            points += table.size();
            shared.putAll(sender.shared().stored());
        }
        Map<Point, Reading> sharedTable = database.points(BatchPlan.SHARED_MACHINE);
        assertThat(BatchPlan.allShared()).containsAllEntriesOf(sharedTable);
        assertThat(sharedTable).containsAllEntriesOf(shared);
        return "%d batches acknowledged, %d requests refused, %d without an answer, %d batches given up (%d of them there), %d points of %d senders and %d shared ones"
                .formatted(
                        acknowledged(),
                        refused(),
                        senders.stream().mapToInt(ModelSender::unanswered).sum(),
                        givenUp,
                        there,
                        points,
                        senders.size(),
                        sharedTable.size());
    }

    private void countersMustAddUp() {
        Map<String, Double> counters = counters();
        assertThat(sum(counters, "andon_ingest_received_total{"))
                .isPositive()
                .isEqualTo(sum(counters, "andon_ingest_points_total{"))
                .isEqualTo(sum(counters, "andon_ingest_token_points_total{"))
                .isEqualTo(sum(counters, "andon_ingest_machine_points_total{"));
    }

    private static double sum(Map<String, Double> counters, String name) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(name))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** The server's own, without those of other names. */
    private Map<String, Double> counters() {
        Matcher lines = COUNTER.matcher(andon.send("GET", "/actuator/prometheus", "").body());
        Map<String, Double> counters = new HashMap<>();
        while (lines.find()) {
            counters.put(lines.group(1), Double.parseDouble(lines.group(2)));
        }
        return counters;
    }

    /** Also after a failure: nothing may go on working in a folder that is about to be deleted. */
    @Override
    public void close() {
        senders.forEach(ModelSender::abandon);
        socket.close();
        proxy.close();
        if (andon.isAlive()) {
            andon.close();
        }
        Leftovers.endAllIn(folder);
    }
}
