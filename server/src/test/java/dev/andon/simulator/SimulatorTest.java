package dev.andon.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server of the JDK that answers as Andon does. */
class SimulatorTest {
    private static final Instant NOW = Instant.parse("2025-11-24T09:00:10Z");
    private static final int SERIES = 300;

    private final ReceivingServer server = new ReceivingServer();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final SimulatorReport report = SimulatorReport.lines(said::add);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void registersTheMachinesAndSendsTheWholeHistory() throws InterruptedException {
        simulator(history(Duration.ofHours(2))).run();

        assertThat(server.machines()).hasSize(20);
        assertThat(server.machines().get("EX-01"))
                .contains("\"area\":\"Extrusion\"", "\"status\":", "\"ideal_cycle_seconds\":18");
        assertThat(server.times()).hasSize(240);
        assertThat(server.times().first()).isEqualTo(Instant.parse("2025-11-24T07:00:30Z"));
        assertThat(server.times().last()).isEqualTo(Instant.parse("2025-11-24T09:00:00Z"));
        // Silent sensors leave out some.
        assertThat(server.points()).isBetween(235L * SERIES, 240L * SERIES);
        assertThat(said).contains("History: 100 % of 72,000 points.", "The history is complete.");
    }

    @Test
    void sendsTheSameHistoryAgain() throws InterruptedException {
        simulator(history(Duration.ofMinutes(30))).run();
        long first = server.checksum();

        simulator(history(Duration.ofMinutes(30))).run();

        assertThat(server.checksum()).isEqualTo(2 * first);
    }

    @Test
    void waitsAsToldAndLosesNothingWhenTheServerIsBusy() throws InterruptedException {
        server.refuseNext(3, 429, "0");
        server.refuseNext(2, 503, "0");

        simulator(history(Duration.ofHours(1))).run();

        assertThat(server.times()).hasSize(120);
        assertThat(said).contains("The server takes samples again.");
    }

    @Test
    void saysWhyItCannotGoOn() {
        server.refuseNext(1000, 401, "0");

        assertThatThrownBy(() -> simulator(history(Duration.ofHours(1))).run())
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("scope ingest");
    }

    @Test
    void sendsLiveUntilItIsInterrupted() throws InterruptedException {
        SimulatorOptions options =
                new SimulatorOptions(
                        server.address(), "t", Duration.ofMillis(100), Duration.ZERO, true, 1);
        Simulator simulator = new Simulator(options, report, Clock.systemUTC());
        Thread running =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                simulator.run();
                            } catch (InterruptedException end) {
                                said.add("interrupted");
                            }
                        });

        server.awaitPoints(5 * SERIES);
        running.interrupt();
        running.join(Duration.ofSeconds(10));

        assertThat(said).contains("interrupted");
        assertThat(server.times()).allSatisfy(t -> assertThat(t.toEpochMilli() % 100).isZero());
    }

    @Test
    void catchesUpAfterAnOutageAndCountsWhatIsOlderThanADay() throws InterruptedException {
        Plant plant = new Plant(1);
        long now = NOW.toEpochMilli();
        try (PlantConnection connection = new PlantConnection(server.address(), "t", report)) {
            LiveFeed feed =
                    new LiveFeed(
                            plant,
                            connection,
                            Clock.fixed(NOW, ZoneOffset.UTC),
                            Duration.ofSeconds(30),
                            now - Duration.ofHours(25).toMillis());
            for (int sends = 0; sends < 100; sends++) {
                feed.sendWhatHasCome(now);
            }

            assertThat(feed.dropped()).isBetween(119L * SERIES, 120L * SERIES);
            assertThat(server.times()).hasSizeBetween(2880, 2881);
            assertThat(said).anyMatch(s -> s.contains("left out for good"));
        }
    }

    private Simulator simulator(SimulatorOptions options) {
        return new Simulator(options, report, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private SimulatorOptions history(Duration length) {
        URI address = server.address();
        return new SimulatorOptions(address, "t", Duration.ofSeconds(30), length, false, 1);
    }
}
