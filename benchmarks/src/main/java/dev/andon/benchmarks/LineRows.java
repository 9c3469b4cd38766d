package dev.andon.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Points as lines of line protocol, handed on some thousand at a time. */
final class LineRows implements History.Sink {
    private static final int ROWS = 10_000;

    private final History history;
    private final Out out;
    private final String[] heads;
    private final StringBuilder text = new StringBuilder();
    private int filled;

    interface Out extends AutoCloseable {
        void send(byte[] body) throws IOException;

        @Override
        void close() throws IOException;
    }

    private LineRows(History history, Out out) {
        this.history = history;
        this.out = out;
        this.heads = new String[history.series()];
    }

    /** Over one connection to a door, each request after the answer to the one before. */
    static LineRows over(HttpConnection connection, History history) {
        return new LineRows(
                history,
                new Out() {
                    @Override
                    public void send(byte[] body) throws IOException {
                        HttpConnection.Answer answer = connection.post(body);
                        if (!answer.stored()) {
                            throw new IllegalStateException(
                                    "Not all points of a batch were stored: " + answer);
                        }
                    }

                    @Override
                    public void close() {
                        connection.close();
                    }
                });
    }

    /** Into a stream, which is closed at the end. */
    static LineRows into(OutputStream stream, History history) {
        return new LineRows(
                history,
                new Out() {
                    @Override
                    public void send(byte[] body) throws IOException {
                        stream.write(body);
                    }

                    @Override
                    public void close() throws IOException {
                        stream.close();
                    }
                });
    }

    @Override
    public void point(int series, long micros, double value) throws IOException {
        String head = heads[series];
        if (head == null) {
            head =
                    "machine_metrics,machine_id=%s,metric_type=%s%s value="
                            .formatted(
                                    history.machine(series),
                                    history.metric(series),
                                    history.zone(series) == 0
                                            ? ""
                                            : ",zone_number=" + history.zone(series));
            heads[series] = head;
        }
        text.append(head).append(value).append(' ').append(micros / 1000).append('\n');
        if (++filled == ROWS) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.send(text.toString().getBytes(StandardCharsets.US_ASCII));
        text.setLength(0);
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            if (filled > 0) {
                flush();
            }
        }
    }
}
