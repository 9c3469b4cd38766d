package dev.andon.benchmarks;

import dev.andon.benchmarks.ClosedLoop.Kind;
import dev.andon.benchmarks.ClosedLoop.Load;
import java.time.Duration;
import java.util.List;

/**
 * How long a sender waits: at the load of the customer's plant, and at half of what is possible.
 */
final class LatencyTimes {
    private static final int CONNECTIONS = 20;
    private static final int LARGE = 10_000;
    private static final double SEED_POINTS_PER_SECOND = 10;
    private static final Duration AT_SEED = Duration.ofSeconds(100);
    private static final Duration AT_HALF = Duration.ofSeconds(60);
    private static final Duration FOR_MAXIMUM = Duration.ofSeconds(10);

    private final Report report;
    private final int shorten;

    LatencyTimes(Report report, int shorten) {
        this.report = report;
        this.shorten = shorten;
    }

    void measure(Andon andon, Influx influx) throws Exception {
        report.text(
                "Line protocol over %d kept connections; requests are due at fixed times, and latency counts from then. A percentile stands here when at least one request is beyond it."
                        .formatted(CONNECTIONS));
        report.table("load", "server", "requests/s", "requests", "refused", "latency in ms");
        double half = maximum(andon) / 2;
        double halfOfInflux = maximum(influx) / 2;
        String seed = "20 machines as the customer's: 10 points/s, one a request";
        at(seed, "Andon", andon, SEED_POINTS_PER_SECOND, 1, AT_SEED);
        at(seed, "InfluxDB", influx, SEED_POINTS_PER_SECOND, 1, AT_SEED);
        String load = "batches of 10,000, %,.0f points/s, half of %s maximum";
        at(load.formatted(half, "Andon's"), "Andon", andon, half, LARGE, AT_HALF);
        at(load.formatted(half, "Andon's"), "InfluxDB", influx, half, LARGE, AT_HALF);
        at(
                load.formatted(halfOfInflux, "InfluxDB's"),
                "InfluxDB",
                influx,
                halfOfInflux,
                LARGE,
                AT_HALF);
    }

    /** In points a second, after one run to warm up. */
    private double maximum(Server server) throws Exception {
        ClosedLoop loop = new ClosedLoop(server, FOR_MAXIMUM.dividedBy(shorten));
        Load load = new Load(Kind.TODAY, Format.LINE_PROTOCOL, 4, IngestRates.PLANT, LARGE);
        loop.run(load);
        return loop.run(load).perSecond();
    }

    private void at(
            String load,
            String name,
            Server server,
            double pointsPerSecond,
            int points,
            Duration length)
            throws Exception {
        List<Sender> senders =
                Sender.plant(
                        Format.LINE_PROTOCOL,
                        CONNECTIONS,
                        IngestRates.PLANT,
                        points,
                        server.today(),
                        Long.MAX_VALUE);
        Cpu.rest(server);
        OpenLoop loop = new OpenLoop(server.target(Format.LINE_PROTOCOL), senders);
        double requests = pointsPerSecond / points;
        loop.run(requests, length.dividedBy(shorten));
        Latencies latencies = loop.latencies();
        server.today().advance(senders, (long) latencies.count() * points);
        report.row(
                load,
                name,
                "%.1f".formatted(requests),
                "%,d".formatted(latencies.count()),
                "%,d".formatted(loop.refused()),
                latencies.text());
    }
}
