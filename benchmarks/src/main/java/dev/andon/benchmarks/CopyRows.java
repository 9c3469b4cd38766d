package dev.andon.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Points that go into a table by binary COPY, committed every 50,000 rows. */
final class CopyRows implements History.Sink {
    private static final int ROWS = 50_000;

    private final Connection connection;
    private final String sql;
    private final Key key;
    private final ByteBuffer rows = ByteBuffer.allocate(ROWS * 128);
    private int filled;

    /**
     * The first fields of a row, which say of which series it is.
     *
     * @param columns how many
     * @param fields as COPY has them
     */
    record Key(int columns, IntFunction<byte[]> fields) {}

    /** The table has the columns of the key, then {@code timestamp} and {@code value}. */
    CopyRows(Database database, String table, String keyColumns, Key key) throws SQLException {
        this.connection = database.open();
        this.sql =
                "copy %s (%s, \"timestamp\", value) from stdin (format binary)"
                        .formatted(table, keyColumns);
        this.key = key;
    }

    /** Machine, metric and, where the history has zones, the zone or null. */
    static byte[] names(History history, int series) {
        byte[] machine = history.machine(series).getBytes(StandardCharsets.UTF_8);
        byte[] metric = history.metric(series).getBytes(StandardCharsets.UTF_8);
        int zone = history.zone(series);
        int more = history.zones() == 0 ? 0 : Integer.BYTES * (zone == 0 ? 1 : 2);
        ByteBuffer names =
                ByteBuffer.allocate(2 * Integer.BYTES + machine.length + metric.length + more);
        names.putInt(machine.length).put(machine).putInt(metric.length).put(metric);
        if (zone > 0) {
            names.putInt(Integer.BYTES).putInt(zone);
        } else if (more > 0) {
            names.putInt(-1);
        }
        return names.array();
    }

    static byte[] number(int number) {
        return ByteBuffer.allocate(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(number).array();
    }

    @Override
    public void point(int series, long micros, double value) throws SQLException {
        if (filled == 0) {
            rows.clear().put(Copies.SIGNATURE);
        }
        rows.putShort((short) (key.columns + 2)).put(key.fields.apply(series));
        rows.putInt(Long.BYTES).putLong(micros - Copies.EPOCH_MICROS);
        rows.putInt(Double.BYTES).putDouble(value);
        if (++filled == ROWS) {
            flush();
        }
    }

    private void flush() throws SQLException {
        rows.putShort((short) -1);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        copy.writeToCopy(rows.array(), 0, rows.position());
        copy.endCopy();
        filled = 0;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (filled > 0) {
                flush();
            }
        }
    }
}
