package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * What PostgreSQL itself could take: binary COPY of points that are sorted already, committed every
 * 50,000 points, into tables like Andon's in the same server. Nothing that must also read, check
 * and account for points can be faster.
 */
final class Copies {
    private static final int ROWS = 50_000;
    private static final int SERIES = 300;
    private static final int ROW_BYTES = 38;
    private static final int TIME_AT = 14;
    static final byte[] SIGNATURE =
            "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    /** PostgreSQL counts from the year 2000. */
    static final long EPOCH_MICROS = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli() * 1000;

    private final Andon andon;
    private final Duration length;
    private final Timeline times = Timeline.today(Clock.systemUTC());
    private long nextMillis = times.nextMillis();

    Copies(Andon andon, Duration length) throws IOException, SQLException {
        this.andon = andon;
        this.length = length;
        try (Connection connection = andon.database();
                Statement statement = connection.createStatement()) {
            Instant day = Instant.ofEpochMilli(nextMillis);
            statement.execute("create schema ceiling");
            statement.execute(
                    "create table ceiling.indexed (like andon.samples including all) partition by range (\"timestamp\")");
            statement.execute(
                    "create table ceiling.day partition of ceiling.indexed for values from ('%s') to ('%s')"
                            .formatted(day, day.plus(Duration.ofDays(1))));
            statement.execute("create table ceiling.bare (like andon.samples)");
        }
    }

    ClosedLoop.Outcome run(String table, int connections) throws Exception {
        Cpu before = Cpu.of(andon);
        long begin = System.nanoTime();
        long points = 0;
        try (ExecutorService copying = Executors.newFixedThreadPool(connections)) {
            List<Future<Long>> running = new ArrayList<>();
            int series = SERIES / connections;
            for (int connection = 0; connection < connections; connection++) {
                int first = connection * series;
                running.add(copying.submit(() -> copy(table, first, series, begin)));
            }
            for (Future<Long> copied : running) {
                points += copied.get();
            }
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        nextMillis += points / SERIES * connections * times.cadenceMillis();
        Cpu.rest(andon);
        return new ClosedLoop.Outcome(points, taken, Cpu.of(andon).minus(before));
    }

    /** Until the time is over; the number of points. */
    private long copy(String table, int firstSeries, int series, long begin)
            throws IOException, SQLException {
        int moments = ROWS / series;
        byte[] rows = rows(firstSeries, series, moments);
        long millis = nextMillis;
        long points = 0;
        try (Connection connection = andon.database()) {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (System.nanoTime() - begin < length.toNanos()) {
                setTimes(rows, series, moments, millis);
                CopyIn copy =
                        postgres.getCopyAPI()
                                .copyIn("copy ceiling." + table + " from stdin (format binary)");
                copy.writeToCopy(rows, 0, rows.length);
                points += copy.endCopy();
                millis += moments * times.cadenceMillis();
            }
        }
        return points;
    }

    private static byte[] rows(int firstSeries, int series, int moments) {
        byte[] bytes = new byte[SIGNATURE.length + series * moments * ROW_BYTES + Short.BYTES];
        ByteBuffer rows = ByteBuffer.wrap(bytes);
        rows.put(SIGNATURE);
        for (int number = firstSeries; number < firstSeries + series; number++) {
            for (int moment = 0; moment < moments; moment++) {
                rows.putShort((short) 4).putInt(Integer.BYTES).putInt(number);
                rows.putInt(Long.BYTES).putLong(0);
                rows.putInt(Double.BYTES).putDouble((2000 + number + moment) / 100.0);
                // No target.
                rows.putInt(-1);
            }
        }
        rows.putShort((short) -1);
        return bytes;
    }

    private void setTimes(byte[] rows, int series, int moments, long firstMillis) {
        ByteBuffer buffer = ByteBuffer.wrap(rows);
        int at = SIGNATURE.length + TIME_AT;
        for (int number = 0; number < series; number++) {
            long micros = firstMillis * 1000 - EPOCH_MICROS;
            for (int moment = 0; moment < moments; moment++) {
                buffer.putLong(at, micros);
                at += ROW_BYTES;
                micros += times.cadenceMillis() * 1000;
            }
        }
    }
}
