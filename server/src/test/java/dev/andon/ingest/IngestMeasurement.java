package dev.andon.ingest;

import com.sun.management.OperatingSystemMXBean;
import dev.andon.DurablePostgres;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures durable points per second: {@code fsync} on, answers after commit, batches of 10,000
 * points of 300 series. Bodies are made beforehand and sent over bare sockets, so that the clients,
 * on the same machine, cost little. Run {@code main}; it prints a table.
 */
final class IngestMeasurement {
    private static final int SERIES_A_CLIENT = 300;
    private static final int BATCH = 10_000;
    private static final int WARM_UP_BATCHES = 30;
    private static final int BATCHES = 60;
    private static final long START_SECONDS = 1_700_006_400L;

    private final IngestServer server;
    private int run;

    private IngestMeasurement(IngestServer server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = Map.of("shared_buffers", "256MB", "max_wal_size", "4GB");
        try (DurablePostgres postgres = new DurablePostgres(settings);
                IngestServer server = new IngestServer(postgres.owner(), Clock.systemUTC())) {
            IngestMeasurement measurement = new IngestMeasurement(server);
            System.out.printf(
                    "%-34s %8s %12s %16s%n", "way", "clients", "points/s", "CPU here, µs/point");
            for (Form form : Form.values()) {
                for (int clients : new int[] {1, 2, 4}) {
                    measurement.measure(form, false, clients);
                    measurement.measure(form, true, clients);
                }
            }
        }
    }

    private void measure(Form form, boolean http, int clients) throws Exception {
        run++;
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<List<byte[]>> bodies = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                bodies.add(bodies(form, client, WARM_UP_BATCHES + BATCHES));
            }
            send(threads, form, http, bodies, 0, WARM_UP_BATCHES);
            long startCpu = cpuNanos();
            long start = System.nanoTime();
            send(threads, form, http, bodies, WARM_UP_BATCHES, WARM_UP_BATCHES + BATCHES);
            double seconds = (System.nanoTime() - start) / 1e9;
            double points = (double) clients * BATCHES * BATCH;
            System.out.printf(
                    Locale.ROOT,
                    "%-34s %8d %,12.0f %16.2f%n",
                    form + (http ? " over HTTP" : " called directly"),
                    clients,
                    points / seconds,
                    (cpuNanos() - startCpu) / 1e3 / points);
        }
    }

    /**
     * Of server and clients together, without PostgreSQL; other work on the machine is not in it.
     */
    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void send(
            ExecutorService threads,
            Form form,
            boolean http,
            List<List<byte[]>> bodies,
            int from,
            int to)
            throws ExecutionException, InterruptedException {
        List<Future<?>> sent = new ArrayList<>();
        for (List<byte[]> ofClient : bodies) {
            List<byte[]> part = ofClient.subList(from, to);
            sent.add(threads.submit(() -> http ? post(form, part) : call(form, part)));
        }
        for (Future<?> one : sent) {
            one.get();
        }
    }

    private boolean call(Form form, List<byte[]> bodies) throws IOException {
        IngestPipeline pipeline = server.bean(IngestPipeline.class);
        for (byte[] body : bodies) {
            Receipt receipt =
                    pipeline.receive(batch -> {
                        InputStream stream = new ByteArrayInputStream(body);
                        if (form == Form.JSON) {
                            JsonPoints.read(stream, batch);
                        } else {
                            LineProtocol.read(
                                    stream,
                                    TimePrecision.SECONDS,
                                    IngestFixture.CONFIG.machineTags(),
                                    batch);
                        }
                    });
            if (receipt.stored() != BATCH) {
                throw new IllegalStateException(receipt.toString());
            }
        }
        return true;
    }

    private boolean post(Form form, List<byte[]> bodies) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (byte[] body : bodies) {
                String head =
                        "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
                                .formatted(form.path, body.length);
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                readAnswer(in);
            }
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void readAnswer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.read());
        }
        String text = head.toString().toLowerCase(Locale.ROOT);
        if (text.startsWith("http/1.1 204")) {
            return;
        }
        if (!text.startsWith("http/1.1 200")) {
            throw new IOException(text + new String(in.readNBytes(300), StandardCharsets.UTF_8));
        }
        if (text.contains("content-length: ")) {
            String length = text.replaceAll("(?s).*content-length: (\\d+).*", "$1");
            in.skipNBytes(Integer.parseInt(length));
            return;
        }
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            in.skipNBytes(size + 2);
        }
        in.skipNBytes(2);
    }

    private static int chunkSize(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.indexOf("\r\n") < 0) {
            line.append((char) in.read());
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    private List<byte[]> bodies(Form form, int client, int count) {
        List<byte[]> bodies = new ArrayList<>();
        int point = 0;
        for (int body = 0; body < count; body++) {
            StringBuilder text = new StringBuilder(form == Form.JSON ? "[" : "");
            for (int i = 0; i < BATCH; i++, point++) {
                int series = point % SERIES_A_CLIENT;
                long second = START_SECONDS + point / SERIES_A_CLIENT * 30L;
                String machine = "M-%d-%d-%d".formatted(run, client, series / 15);
                double value = 20 + (point * 7919L % 6000) / 100.0;
                form.append(text, i == 0, machine, "metric_" + series % 15, value, second);
            }
            bodies.add(text.append(form.end).toString().getBytes(StandardCharsets.UTF_8));
        }
        return bodies;
    }

    private enum Form {
        JSON("/api/v1/metrics", "]") {
            @Override
            void append(
                    StringBuilder text,
                    boolean first,
                    String machine,
                    String metric,
                    double value,
                    long second) {
                text.append(first ? "" : ",")
                        .append("{\"machine_id\":\"")
                        .append(machine)
                        .append("\",\"metric_type\":\"")
                        .append(metric)
                        .append("\",\"value\":")
                        .append(value)
                        .append(",\"timestamp\":")
                        .append(second * 1000)
                        .append('}');
            }
        },
        LINES("/write?precision=s", "") {
            @Override
            void append(
                    StringBuilder text,
                    boolean first,
                    String machine,
                    String metric,
                    double value,
                    long second) {
                text.append("machine_metrics,machine_id=")
                        .append(machine)
                        .append(",metric_type=")
                        .append(metric)
                        .append(" value=")
                        .append(value)
                        .append(' ')
                        .append(second)
                        .append('\n');
            }
        };

        private final String path;
        private final String end;

        Form(String path, String end) {
            this.path = path;
            this.end = end;
        }

        abstract void append(
                StringBuilder text,
                boolean first,
                String machine,
                String metric,
                double value,
                long second);
    }
}
