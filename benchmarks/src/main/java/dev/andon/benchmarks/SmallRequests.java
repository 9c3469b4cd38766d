package dev.andon.benchmarks;

import dev.andon.benchmarks.ClosedLoop.Kind;
import dev.andon.benchmarks.ClosedLoop.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** 10,000 machines, each with its own connection, that send their 15 metrics every 30 s. */
final class SmallRequests {
    private static final int MACHINES = 10_000;
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int ROUNDS = 4;
    private static final Duration FOR_MOST = Duration.ofSeconds(5);
    private static final int MOST_CLIENTS = 64;

    private final Report report;
    private final int shorten;

    SmallRequests(Report report, int shorten) {
        this.report = report;
        this.shorten = shorten;
    }

    void measure(Andon andon, Influx influx) throws Exception {
        report.text(
                """
                Every machine sends %d points of line protocol in a request of its own every %d s, spread evenly, over a connection of its own that it keeps.
                Latency counts from the moment a request is due. In the first round machines and series are new to the server; %d more are measured.\
                """
                        .formatted(Batch.METRICS_EACH, EVERY.toSeconds(), ROUNDS));
        report.table(
                "server",
                "machines",
                "requests/s",
                "connections closed by the server",
                "refused or failed",
                "first round, latency in ms",
                "then, latency in ms",
                "of one processor: server + database",
                "… client",
                "resident memory of the server");
        machines("Andon", andon);
        machines("InfluxDB", influx);
        report.text("The most requests a second of one point each, line protocol.");
        report.table("clients", "Andon, requests/s", "InfluxDB, requests/s", "Andon ÷ InfluxDB");
        for (int clients : new int[] {1, 16, MOST_CLIENTS}) {
            double ours = most(andon, clients);
            double theirs = most(influx, clients);
            report.row(
                    String.valueOf(clients),
                    "%,.0f".formatted(ours),
                    "%,.0f".formatted(theirs),
                    "%.2f".formatted(ours / theirs));
        }
    }

    private double most(Server server, int clients) throws Exception {
        int series = MOST_CLIENTS * Batch.METRICS_EACH;
        Load load = new Load(Kind.TODAY, Format.LINE_PROTOCOL, clients, series, 1);
        return new ClosedLoop(server, FOR_MOST.dividedBy(shorten)).run(load).perSecond();
    }

    private void machines(String name, Server server) throws Exception {
        // Fewer machines more often is the same load.
        int number = Math.min(MACHINES / shorten, mostConnections());
        Machines machines = new Machines(server, number, EVERY.dividedBy(shorten));
        machines.run();
        Cpu cpu = machines.cpu;
        report.row(
                name,
                "%,d".formatted(number),
                "%.0f".formatted(machines.steady.count() / machines.seconds()),
                "%,d".formatted(machines.reopened.get()),
                machines.failures.isEmpty() ? "0" : machines.failures.toString(),
                machines.first.text(),
                machines.steady.text(),
                "%.0f %% + %.0f %%"
                        .formatted(
                                cpu.server().toMillis() / 10.0 / machines.seconds(),
                                cpu.database().toMillis() / 10.0 / machines.seconds()),
                "%.0f %%".formatted(cpu.client().toMillis() / 10.0 / machines.seconds()),
                "%d MiB".formatted(server.residentBytes() >> 20));
    }

    /** What files this program may open, less what it needs besides. */
    private static int mostConnections() throws IOException {
        String limit =
                Files.readAllLines(Path.of("/proc/self/limits")).stream()
                        .filter(line -> line.startsWith("Max open files"))
                        .findFirst()
                        .orElseThrow();
        String most = limit.split("\\s+")[3];
        return most.equals("unlimited") ? MACHINES : Integer.parseInt(most) - 500;
    }

    /** One thread a machine; virtual ones, since nearly all of them wait. */
    private static final class Machines {
        private final Server server;
        private final List<Sender> senders;
        private final Duration every;
        private final Latencies first = new Latencies();
        private final Latencies steady = new Latencies();
        private final Map<String, Integer> failures = new ConcurrentHashMap<>();
        private final AtomicLong reopened = new AtomicLong();
        private Duration taken = Duration.ZERO;
        private Cpu cpu = new Cpu(Duration.ZERO, Duration.ZERO, Duration.ZERO);

        Machines(Server server, int number, Duration every) {
            this.server = server;
            this.every = every;
            this.senders =
                    Sender.plant(
                            Format.LINE_PROTOCOL,
                            number,
                            number * Batch.METRICS_EACH,
                            Batch.METRICS_EACH,
                            server.today(),
                            Long.MAX_VALUE);
        }

        /** What the measured rounds took: longer than planned if the server cannot keep up. */
        double seconds() {
            return taken.toMillis() / 1000.0;
        }

        void run() throws Exception {
            long begin = System.nanoTime();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> running = new ArrayList<>();
                for (int machine = 0; machine < senders.size(); machine++) {
                    Sender sender = senders.get(machine);
                    long due = begin + every.toNanos() * machine / senders.size();
                    running.add(threads.submit(() -> send(sender, due)));
                }
                waitUntil(begin + every.toNanos());
                Cpu before = Cpu.of(server);
                long measuredFrom = System.nanoTime();
                for (Future<?> machine : running) {
                    machine.get();
                }
                cpu = Cpu.of(server).minus(before);
                taken = Duration.ofNanos(System.nanoTime() - measuredFrom);
            }
            long requests = (long) first.count() + steady.count();
            server.today().advance(senders, requests * Batch.METRICS_EACH);
        }

        private void send(Sender sender, long firstDue) {
            try (HttpConnection connection =
                    new HttpConnection(server.target(Format.LINE_PROTOCOL))) {
                for (int round = 0; round <= ROUNDS; round++) {
                    long due = firstDue + round * every.toNanos();
                    waitUntil(due);
                    send(connection, sender, round == 0 ? first : steady, due);
                }
                reopened.addAndGet(connection.reopened());
            }
        }

        private void send(HttpConnection connection, Sender sender, Latencies latencies, long due) {
            String failure;
            try {
                HttpConnection.Answer answer = connection.post(sender.next());
                if (answer.stored()) {
                    latencies.add(System.nanoTime() - due);
                    return;
                }
                failure = "answer " + answer.status();
            } catch (IOException broken) {
                failure = String.valueOf(broken.getMessage());
            }
            failures.merge(failure, 1, Integer::sum);
        }

        private static void waitUntil(long due) {
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }
}
