package dev.andon.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.SocketClient;
import dev.andon.catalog.SeriesKey;
import dev.andon.ingest.CommittedSamples;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The live WebSocket on a real port, read by a real client. */
class LiveSocketTest {
    private static final SeriesKey TEMPERATURE = new SeriesKey("EX-01", "temperature", null);
    private static final SeriesKey ZONE = new SeriesKey("EX-01", "multi_zone_temp", 4);
    private static final SeriesKey PRESSURE = new SeriesKey("PK-01", "pressure", null);

    private ServletWebServerApplicationContext server;
    private LiveHub hub;
    private URI address;

    @BeforeEach
    void start() {
        server =
                (ServletWebServerApplicationContext)
                        new SpringApplicationBuilder(Server.class)
                                .properties("server.port=0", "server.address=127.0.0.1")
                                .run("--spring.config.location=optional:classpath:/none.yaml");
        hub = server.getBean(LiveHub.class);
        int port = requireNonNull(server.getWebServer()).getPort();
        address = URI.create("ws://127.0.0.1:" + port + "/ws/live");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsWhatWasSubscribedAndNothingElse() throws InterruptedException {
        try (SocketClient reader = subscribed("{\"subscribe\":\"a\",\"machines\":[\"EX-01\"]}")) {
            hub.committed(samples(PRESSURE, 5, 1));
            hub.committed(samples(ZONE, 7, 1));

            JsonNode message = reader.next();

            assertThat(message.path("id").stringValue()).isEqualTo("a");
            assertThat(message.path("skipped").intValue()).isZero();
            assertThat(message.path("points").toString())
                    .isEqualTo(
                            "[{\"machine_id\":\"EX-01\",\"metric_type\":\"multi_zone_temp\","
                                    + "\"zone_number\":4,\"timestamp\":7000,\"value\":7000.0,"
                                    + "\"target_value\":null}]");
        }
    }

    @Test
    void choosesByAreaAndMetric() throws InterruptedException {
        try (SocketClient reader =
                subscribed(
                        "{\"subscribe\":\"a\",\"areas\":[\"Packing\"],"
                                + "\"metrics\":[\"pressure\",\"temperature\"]}")) {
            hub.committed(samples(TEMPERATURE, 1, 1));
            hub.committed(samples(PRESSURE, 2, 1));

            JsonNode points = reader.next().path("points");

            assertThat(points).hasSize(1);
            assertThat(points.path(0).path("machine_id").stringValue()).isEqualTo("PK-01");
        }
    }

    @Test
    void aSubscriptionCanBeReplacedAndEnded() throws InterruptedException {
        try (SocketClient reader = subscribed("{\"subscribe\":\"a\",\"machines\":[\"EX-01\"]}")) {
            reader.send("{\"subscribe\":\"a\",\"machines\":[\"PK-01\"]}");
            reader.send("{\"unsubscribe\":\"nothing\"}");
            settle(reader);
            hub.committed(samples(TEMPERATURE, 1, 1));
            hub.committed(samples(PRESSURE, 2, 1));
            assertThat(reader.next().path("points").path(0).path("metric_type").stringValue())
                    .isEqualTo("pressure");

            reader.send("{\"unsubscribe\":\"a\"}");
            settle(reader);
            hub.committed(samples(PRESSURE, 3, 1));
            settle(reader);

            assertThat(reader.hasNothing()).isTrue();
        }
    }

    @Test
    void saysWhatItDidNotUnderstandAndGoesOn() throws InterruptedException {
        try (SocketClient reader = subscribed("{\"subscribe\":\"a\"}")) {
            reader.send("{subscribe");
            assertThat(reader.next().path("error").stringValue()).contains("not JSON");
            reader.send("{\"subscribe\":\"b\",\"machines\":\"EX-01\"}");
            assertThat(reader.next().path("error").stringValue()).contains("machines is a list");
            reader.send("{\"hello\":1}");
            assertThat(reader.next().path("error").stringValue()).contains("unsubscribe");

            hub.committed(samples(PRESSURE, 1, 1));

            assertThat(reader.next().path("points")).hasSize(1);
        }
    }

    @Test
    void refusesMoreSubscriptionsThanAgreed() throws InterruptedException {
        try (SocketClient reader = SocketClient.open(address)) {
            for (int id = 0; id < 3; id++) {
                reader.send("{\"subscribe\":\"" + id + "\"}");
            }
            assertThat(reader.next().path("error").stringValue()).contains("At most 2");
        }
    }

    @Test
    void turnsAwayOneConnectionTooMany() throws InterruptedException {
        try (SocketClient _ = subscribed("{\"subscribe\":\"a\"}");
                SocketClient _ = subscribed("{\"subscribe\":\"a\"}");
                SocketClient third = SocketClient.open(address)) {
            assertThat(third.closeCode()).isEqualTo(1013);
        }
    }

    @Test
    void doesNotTalkToPagesOfOtherServers() {
        assertThatThrownBy(() -> SocketClient.open(address, "Origin", "https://elsewhere.example"))
                .hasMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void sendsAtMostTenMessagesASecond() throws InterruptedException {
        try (SocketClient reader = subscribed("{\"subscribe\":\"a\"}")) {
            long begin = System.nanoTime();
            int sent = 0;
            while (System.nanoTime() - begin < Duration.ofMillis(900).toNanos()) {
                hub.committed(samples(PRESSURE, ++sent, 1));
                Thread.onSpinWait();
            }
            int messages = 0;
            long newest = 0;
            while (newest < sent) {
                JsonNode points = reader.next().path("points");
                newest = points.path(points.size() - 1).path("timestamp").longValue() / 1000;
                messages++;
            }
            double seconds = (System.nanoTime() - begin) / 1e9;

            assertThat((double) messages).isLessThanOrEqualTo(10 * seconds + 1);
        }
    }

    @Test
    void aReaderThatDoesNotReadGetsTheNewestValuesAfterwards() throws InterruptedException {
        int series = 300;
        int groups = 1000;
        int pointsASeries = 4;
        try (SocketClient reader = SocketClient.notReading(address);
                SocketClient attentive = SocketClient.open(address)) {
            reader.send("{\"subscribe\":\"a\"}");
            attentive.send("{\"subscribe\":\"a\"}");
            settle(attentive);
            long before = usedBytes();
            for (int group = 0; group < groups; group++) {
                hub.committed(plant(series, group * pointsASeries, pointsASeries));
            }
            Map<String, Long> newest = new HashMap<>();
            drainUntil(attentive, newest, series, (groups - 1L) * pointsASeries);

            // 1.2 million points of 48 bytes and more have passed; little may have stayed.
            assertThat(usedBytes() - before).isLessThan(30_000_000);
            newest.clear();
            reader.readOn();
            long skipped = drainUntil(reader, newest, series, (groups - 1L) * pointsASeries);
            assertThat(newest.values()).containsOnly((long) groups * pointsASeries - 1);
            assertThat(skipped).isPositive();
        }
    }

    /**
     * Reads until every series has shown a value of the last group.
     *
     * @return points that were skipped on the way
     */
    private static long drainUntil(
            SocketClient reader, Map<String, Long> newest, int series, long lastGroup)
            throws InterruptedException {
        long skipped = 0;
        while (newest.size() < series
                || newest.values().stream().anyMatch(value -> value < lastGroup)) {
            JsonNode message = reader.next();
            skipped += message.path("skipped").asLong(0);
            for (JsonNode point : message.path("points")) {
                newest.merge(
                        point.path("metric_type").stringValue(),
                        point.path("timestamp").longValue() / 1000,
                        Math::max);
            }
        }
        return skipped;
    }

    private SocketClient subscribed(String subscription) throws InterruptedException {
        SocketClient reader = SocketClient.open(address);
        reader.send(subscription);
        settle(reader);
        return reader;
    }

    /** What was sent before has been dealt with when the answer to this has come. */
    private static void settle(SocketClient reader) throws InterruptedException {
        reader.send("{}");
        JsonNode message = reader.next();
        assertThat(message.has("error")).as("an answer to {} and nothing before it").isTrue();
    }

    private static CommittedSamples plant(int series, int from, int count) {
        SeriesKey[] keys =
                IntStream.range(0, series * count)
                        .mapToObj(i -> new SeriesKey("EX-01", "metric_" + i / count, null))
                        .toArray(SeriesKey[]::new);
        long[] micros =
                IntStream.range(0, series * count)
                        .mapToLong(i -> (from + i % count) * 1_000_000L)
                        .toArray();
        double[] values = new double[series * count];
        return new CommittedSamples(keys, micros, values, values);
    }

    private static CommittedSamples samples(SeriesKey series, long second, int count) {
        SeriesKey[] keys = new SeriesKey[count];
        Arrays.fill(keys, series);
        double[] targets = new double[count];
        Arrays.fill(targets, Double.NaN);
        long[] micros = new long[count];
        Arrays.setAll(micros, index -> (second + index) * 1_000_000);
        double[] values = Arrays.stream(micros).mapToDouble(micro -> micro / 1000.0).toArray();
        return new CommittedSamples(keys, micros, values, targets);
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import(LiveSocket.class)
    static class Server {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        LiveHub hub(MeterRegistry meters) {
            LiveConfig config =
                    new LiveConfig(
                            2,
                            2,
                            5000,
                            Duration.ofMillis(100),
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(60));
            return new LiveHub(
                    config,
                    machine -> Optional.of(machine.startsWith("PK") ? "Packing" : "Extrusion"),
                    new JsonMapper(),
                    meters);
        }
    }
}
