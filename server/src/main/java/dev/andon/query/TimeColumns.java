package dev.andon.query;

import dev.andon.query.ResultRows.ResultColumn;

/** Columns as what a frame needs them to be: points in time, or numbers. */
public final class TimeColumns {
    private static final double SECONDS_BELOW = 1e11;
    private static final double MILLIS_BELOW = 1e14;
    private static final double MICROS_BELOW = 1e17;

    private TimeColumns() {}

    /**
     * A time column. Numbers are seconds, milliseconds, microseconds or nanoseconds since 1970, as
     * their size tells: seconds reach to the year 5138, milliseconds begin in 1973.
     *
     * @throws QuestionException when the column holds neither times nor numbers
     */
    static Column instants(ResultColumn column) {
        return switch (column.values()) {
            case Column.Times times -> times;
            case Column.Integers integers -> ofIntegers(integers);
            case Column.Doubles doubles -> ofDoubles(doubles);
            case Column.Booleans booleans -> throw noTime(column);
            case Column.Texts texts -> throw noTime(column);
        };
    }

    public static boolean canBeInstants(Column column) {
        return column instanceof Column.Times
                || column instanceof Column.Integers
                || column instanceof Column.Doubles;
    }

    /**
     * Of a row that is not null in a column of times or numbers, read as {@link #instants} does.
     */
    public static long epochMillis(Column column, int row) {
        return switch (column) {
            case Column.Times times -> times.epochMillis(row);
            case Column.Integers integers -> millis(integers.number(row));
            case Column.Doubles doubles -> millis(doubles.number(row));
            default -> throw new IllegalArgumentException("no times: " + column.getClass());
        };
    }

    /** Of a row that is not null in a column of anything but texts, as {@link #values} reads it. */
    static double number(Column column, int row) {
        return switch (column) {
            case Column.Doubles doubles -> doubles.number(row);
            case Column.Integers integers -> integers.number(row);
            case Column.Times times -> times.epochMillis(row);
            case Column.Booleans booleans -> booleans.truth(row) ? 1 : 0;
            case Column.Texts texts -> throw new IllegalArgumentException("no numbers");
        };
    }

    /** A value of a time series: a number, or the text of a label. */
    static Column values(ResultColumn column) {
        return switch (column.values()) {
            case Column.Doubles doubles -> doubles;
            case Column.Texts texts -> texts;
            case Column.Integers integers -> numbers(integers);
            case Column.Times times -> numbers(times);
            case Column.Booleans booleans -> numbers(booleans);
        };
    }

    private static Column.Doubles numbers(Column column) {
        Column.Doubles numbers = new Column.Doubles();
        for (int row = 0; row < column.size(); row++) {
            if (column.isNull(row)) {
                numbers.appendNull();
            } else {
                numbers.append(number(column, row));
            }
        }
        return numbers;
    }

    private static Column ofIntegers(Column.Integers integers) {
        Column.Times times = new Column.Times();
        for (int row = 0; row < integers.size(); row++) {
            if (integers.isNull(row)) {
                times.appendNull();
            } else {
                times.append(millis(integers.number(row)));
            }
        }
        return times;
    }

    private static long millis(long number) {
        double size = Math.abs((double) number);
        if (size < SECONDS_BELOW) {
            return number * 1_000;
        }
        if (size < MILLIS_BELOW) {
            return number;
        }
        return Math.floorDiv(number, size < MICROS_BELOW ? 1_000 : 1_000_000);
    }

    private static Column ofDoubles(Column.Doubles doubles) {
        Column.Times times = new Column.Times();
        for (int row = 0; row < doubles.size(); row++) {
            if (doubles.isNull(row) || !Double.isFinite(doubles.number(row))) {
                times.appendNull();
            } else {
                times.append(millis(doubles.number(row)));
            }
        }
        return times;
    }

    private static long millis(double number) {
        double size = Math.abs(number);
        if (size < SECONDS_BELOW) {
            return (long) (number * 1_000);
        }
        if (size < MILLIS_BELOW) {
            return (long) number;
        }
        return (long) (number / (size < MICROS_BELOW ? 1_000 : 1_000_000));
    }

    private static QuestionException noTime(ResultColumn column) {
        String what =
                column.type() == ColumnType.TIME_OF_DAY
                        ? "holds times of day without a date"
                        : "holds neither times nor numbers";
        return new QuestionException(
                FailureKind.QUERY,
                "The column time %s. It must be of type timestamptz, timestamp or date, or a number of seconds or milliseconds since 1970; name it otherwise if it is no point in time."
                        .formatted(what));
    }
}
