package dev.andon.benchmarks;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Points a second that a target acknowledges. Batches are made beforehand and used once. */
final class IngestLoad {
    private static final int BATCHES = 60;
    private static final int ROUNDS = 3;

    private long nextBatch;

    /** Medians of the rounds, in points a second. */
    record Rates(double line, double json, double influx) {}

    void warmUp(Target... targets) throws Exception {
        for (Target target : targets) {
            measure(target, 2);
        }
    }

    Rates compare(int clients, Target line, Target json, Target influx) throws Exception {
        double[][] rates = new double[3][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            rates[0][round] = measure(line, clients);
            rates[1][round] = measure(json, clients);
            rates[2][round] = measure(influx, clients);
        }
        return new Rates(median(rates[0]), median(rates[1]), median(rates[2]));
    }

    private double measure(Target target, int clients) throws Exception {
        List<byte[]> batches = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            batches.add(target.format().batch(nextBatch++));
        }
        try (ExecutorService senders = Executors.newFixedThreadPool(clients)) {
            List<Future<Void>> running = new ArrayList<>();
            long begin = System.nanoTime();
            for (int client = 0; client < clients; client++) {
                int first = client;
                running.add(senders.submit(() -> send(target, batches, first, clients)));
            }
            for (Future<Void> sender : running) {
                sender.get();
            }
            double rate = (double) BATCHES * Payload.POINTS / ((System.nanoTime() - begin) / 1e9);
            System.out.printf("%-28s %d clients %,12.0f points/s%n", target.name(), clients, rate);
            return rate;
        }
    }

    private static Void send(Target target, List<byte[]> batches, int first, int step)
            throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int batch = first; batch < batches.size(); batch += step) {
                HttpResponse<String> answer =
                        http.send(
                                target.request().apply(batches.get(batch)),
                                HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() >= 300) {
                    throw new IllegalStateException(
                            target.name() + ": " + answer.statusCode() + " " + answer.body());
                }
            }
        }
        return null;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
