package dev.andon.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The points of a plant over some time: the same ones for every database that is compared.
 *
 * @param machines named after the signal, so that several histories fit into one database
 * @param metrics of each machine
 * @param zones of each machine, which have one more metric in common
 * @param origin time of moment 0
 * @param firstMoment inclusive
 * @param endMoment exclusive
 */
record History(
        Signal signal,
        int machines,
        int metrics,
        int zones,
        Instant origin,
        Duration cadence,
        long firstMoment,
        long endMoment) {

    static final String METRIC_OF_ZONES = "multi_zone_temp";

    /** Both processors write, as they would for a plant with two gateways. */
    static final int CLIENTS = 2;

    interface Sink extends AutoCloseable {
        void point(int series, long micros, double value) throws IOException, SQLException;

        @Override
        void close() throws IOException, SQLException;
    }

    interface Sinks {
        Sink open() throws Exception;
    }

    static History of(
            Signal signal,
            int machines,
            int metrics,
            Instant origin,
            Duration length,
            Duration cadence) {
        long moments = length.dividedBy(cadence);
        return new History(signal, machines, metrics, 0, origin, cadence, 0, moments);
    }

    int series() {
        return machines * each();
    }

    long points() {
        return series() * (endMoment - firstMoment);
    }

    Instant from() {
        return at(firstMoment);
    }

    Instant until() {
        return at(endMoment);
    }

    /** Only the points of these times. */
    History between(Instant from, Instant until) {
        return new History(
                signal,
                machines,
                metrics,
                zones,
                origin,
                cadence,
                Math.max(firstMoment, Duration.between(origin, from).dividedBy(cadence)),
                Math.min(endMoment, Duration.between(origin, until).dividedBy(cadence)));
    }

    /** Only the points of the first machines. */
    History of(int firstMachines) {
        return new History(
                signal, firstMachines, metrics, zones, origin, cadence, firstMoment, endMoment);
    }

    /** The same with more series: each machine has zones as well. */
    History withZones(int zones) {
        return new History(
                signal, machines, metrics, zones, origin, cadence, firstMoment, endMoment);
    }

    String machine(int series) {
        return signal.name().charAt(0) + "-" + (1000 + series / each());
    }

    String metric(int series) {
        int number = series % each();
        return number < metrics ? Batch.metric(number) : METRIC_OF_ZONES;
    }

    /** Counted from 1; 0: of the machine as a whole. */
    int zone(int series) {
        return Math.max(0, series % each() - metrics + 1);
    }

    private int each() {
        return metrics + zones;
    }

    /** Moment after moment, as machines send. */
    void byTime(int firstSeries, int endSeries, Sink sink) throws IOException, SQLException {
        for (long moment = firstMoment; moment < endMoment; moment++) {
            for (int series = firstSeries; series < endSeries; series++) {
                point(series, moment, sink);
            }
        }
    }

    /** Day after day, and of each day series after series, as in the files of an archive. */
    void byDay(Sink sink) throws IOException, SQLException {
        long day = Duration.ofDays(1).dividedBy(cadence);
        for (long begin = firstMoment; begin < endMoment; begin += day) {
            for (int series = 0; series < series(); series++) {
                for (long moment = begin; moment < Math.min(begin + day, endMoment); moment++) {
                    point(series, moment, sink);
                }
            }
        }
    }

    /**
     * By time, each client with its part of the series and a sink of its own.
     *
     * @return what it took
     */
    Duration send(Sinks sinks) throws Exception {
        long begin = System.nanoTime();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = series() * client / CLIENTS;
                int end = series() * (client + 1) / CLIENTS;
                running.add(
                        clients.submit(() -> {
                            try (Sink sink = sinks.open()) {
                                byTime(first, end, sink);
                            }
                            return null;
                        }));
            }
            for (Future<?> client : running) {
                client.get();
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void point(int series, long moment, Sink sink) throws IOException, SQLException {
        long micros = at(moment).toEpochMilli() * 1000 + signal.delayMicros(series, moment);
        sink.point(series, micros, signal.value(series, moment));
    }

    private Instant at(long moment) {
        return origin.plus(cadence.multipliedBy(moment));
    }
}
