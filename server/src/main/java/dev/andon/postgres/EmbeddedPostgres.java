package dev.andon.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of Andon's own: its data in a folder, its process started, watched and
 * stopped with Andon. Should it die while Andon runs, it is started again.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String SUPERUSER = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_PATIENCE = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** PostgreSQL writes its log in files of this size, and stops when it cannot make one. */
    private static final long LOG_FILE_BYTES = 16L << 20;

    private final Cluster cluster;
    private final Leftovers leftovers;
    private final int port;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private EmbeddedPostgres(Cluster cluster, int port) {
        this.cluster = cluster;
        this.leftovers = new Leftovers(cluster.data());
        this.port = port;
    }

    /** Starts a server whose files are all under {@code folder}; quick to start again there. */
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, folder);
    }

    /** With the programs in a folder that many servers share. */
    static EmbeddedPostgres start(Path folder, Path programs) {
        return start(Cluster.open(folder, programs, true));
    }

    /** For tests: what is committed is lost when the machine stops. */
    public static EmbeddedPostgres startVolatile(Path folder, Path programs) {
        return start(Cluster.open(folder, programs, false));
    }

    private static EmbeddedPostgres start(Cluster cluster) {
        Leftovers leftovers = new Leftovers(cluster.data());
        if (leftovers.exist()) {
            log.info("Stopping the PostgreSQL that an earlier Andon left behind");
        }
        leftovers.stop();
        EmbeddedPostgres server = new EmbeddedPostgres(cluster, rememberedPort(cluster.portFile()));
        server.launch();
        return server;
    }

    public int port() {
        return port;
    }

    public String superuserPassword() {
        return cluster.passwords().superuser();
    }

    DatabaseUrl url(String database, String user, String password) {
        return new DatabaseUrl("127.0.0.1:" + port, database, user, password, Map.of());
    }

    Passwords passwords() {
        return cluster.passwords();
    }

    /** Whether there is not even room for one more file of its log. */
    boolean isDiskFull() {
        try {
            return Files.getFileStore(cluster.data()).getUsableSpace() < LOG_FILE_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** The process id of the server, as PostgreSQL itself wrote it down. */
    long processId() throws IOException {
        return Long.parseLong(Files.readAllLines(cluster.pidFile()).getFirst());
    }

    private synchronized void launch() {
        if (isStopping()) {
            return;
        }
        cluster.writeSettings(port);
        Process started = cluster.run();
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        boolean told = false;
        while (!cluster.isReady()) {
            if (!started.isAlive()) {
                throw new StartRefused(
                        "PostgreSQL did not start. Its last words:\n%s\nThe whole log is in %s. The data was not touched."
                                .formatted(cluster.lastWords(), cluster.logFolder()));
            }
            if (System.nanoTime() > deadline) {
                throw new StartRefused(
                        "PostgreSQL is still not ready after %d minutes; see %s."
                                .formatted(START_PATIENCE.toMinutes(), cluster.logFolder()));
            }
            if (!told && deadline - System.nanoTime() < START_PATIENCE.minusSeconds(5).toNanos()) {
                log.info("PostgreSQL is recovering after it was not stopped properly; waiting");
                told = true;
            }
            pause(Duration.ofMillis(10));
        }
        Thread.ofVirtual().name("postgres-watch").start(() -> watch(started));
        log.info("PostgreSQL runs on 127.0.0.1:{} with its data in {}", port, cluster.data());
    }

    /**
     * Waits for the server's end and starts it again, until it runs or Andon stops. Clients see
     * failing connections meanwhile.
     */
    private void watch(Process server) {
        server.onExit().join();
        Duration pause = Duration.ofMillis(200);
        while (!pause(pause)) {
            log.error(
                    "PostgreSQL ended by itself; starting it again. Last words: {}",
                    cluster.lastWords());
            try {
                leftovers.stop();
                launch();
                return;
            } catch (StartRefused | UncheckedIOException failure) {
                log.error("PostgreSQL cannot be started yet", failure);
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            }
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Waits; {@code true} as soon as Andon stops. */
    private boolean pause(Duration duration) {
        try {
            return stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Interrupted while waiting for PostgreSQL.");
        }
    }

    /** Disconnects everybody, writes everything out and ends. */
    @Override
    public void close() {
        stopping.countDown();
        synchronized (this) {
            leftovers.stop();
        }
        log.info("PostgreSQL has stopped");
    }

    /**
     * The same port at every start, so that Grafana's settings stay right; another if it is taken.
     */
    private static int rememberedPort(Path file) {
        try {
            if (Files.exists(file)) {
                int port = Integer.parseInt(Files.readString(file).strip());
                if (isFree(port)) {
                    return port;
                }
                log.warn("Port {} is taken by another program; choosing a new one", port);
            }
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Files.writeString(file, socket.getLocalPort() + "\n");
                return socket.getLocalPort();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
