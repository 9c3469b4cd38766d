package dev.andon.query;

import dev.andon.query.ResultRows.ResultColumn;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Takes one column's value out of each row. */
abstract sealed class ColumnReader {
    private static final int NUMBER_BYTES = 8;
    private static final int TEXT_OVERHEAD_BYTES = 48;

    final int index;

    private ColumnReader(int index) {
        this.index = index;
    }

    static ColumnReader of(ResultColumn column, int index) {
        return switch (column.values()) {
            case Column.Integers integers -> new IntegerReader(integers, index);
            case Column.Doubles doubles -> new DoubleReader(doubles, index);
            case Column.Booleans booleans -> new BooleanReader(booleans, index);
            case Column.Times times -> new TimeReader(times, index);
            case Column.Texts texts -> new TextReader(texts, index, column.type());
        };
    }

    /** Appends the value of the current row and tells about how many bytes it takes. */
    abstract int read(ResultSet row) throws SQLException;

    private static final class IntegerReader extends ColumnReader {
        private final Column.Integers column;

        IntegerReader(Column.Integers column, int index) {
            super(index);
            this.column = column;
        }

        @Override
        int read(ResultSet row) throws SQLException {
            long number = row.getLong(index);
            if (row.wasNull()) {
                column.appendNull();
            } else {
                column.append(number);
            }
            return NUMBER_BYTES;
        }
    }

    private static final class DoubleReader extends ColumnReader {
        private final Column.Doubles column;

        DoubleReader(Column.Doubles column, int index) {
            super(index);
            this.column = column;
        }

        @Override
        int read(ResultSet row) throws SQLException {
            double number = row.getDouble(index);
            if (row.wasNull()) {
                column.appendNull();
            } else {
                column.append(number);
            }
            return NUMBER_BYTES;
        }
    }

    private static final class BooleanReader extends ColumnReader {
        private final Column.Booleans column;

        BooleanReader(Column.Booleans column, int index) {
            super(index);
            this.column = column;
        }

        @Override
        int read(ResultSet row) throws SQLException {
            boolean truth = row.getBoolean(index);
            if (row.wasNull()) {
                column.appendNull();
            } else {
                column.append(truth);
            }
            return 1;
        }
    }

    private static final class TimeReader extends ColumnReader {
        private final Column.Times column;

        TimeReader(Column.Times column, int index) {
            super(index);
            this.column = column;
        }

        @Override
        int read(ResultSet row) throws SQLException {
            String text = row.getString(index);
            OptionalLong millis =
                    text == null ? OptionalLong.empty() : PostgresTime.epochMillis(text);
            if (millis.isPresent()) {
                column.append(millis.getAsLong());
            } else {
                column.appendNull();
            }
            return NUMBER_BYTES;
        }
    }

    private static final class TextReader extends ColumnReader {
        private final Column.Texts column;
        private final boolean bytes;

        TextReader(Column.Texts column, int index, ColumnType type) {
            super(index);
            this.column = column;
            this.bytes = type == ColumnType.BYTES;
        }

        @Override
        int read(ResultSet row) throws SQLException {
            String text = bytes ? decoded(row.getBytes(index)) : row.getString(index);
            if (text == null) {
                column.appendNull();
                return NUMBER_BYTES;
            }
            column.append(text);
            return TEXT_OVERHEAD_BYTES + text.length();
        }

        /** Text where the bytes are text, as Grafana shows them, else hexadecimal digits. */
        private static @Nullable String decoded(byte @Nullable [] value) {
            if (value == null) {
                return null;
            }
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(value))
                        .toString();
            } catch (CharacterCodingException binary) {
                return "\\x" + HexFormat.of().formatHex(value);
            }
        }
    }
}
