package dev.andon.ingest;

import org.jspecify.annotations.Nullable;

/** Times as RFC 3339 writes them, read from characters without making objects. */
final class Rfc3339 {
    /** What {@link #micros} answers for anything else than such a time. */
    static final long INVALID = Long.MIN_VALUE;

    /** What it answers for a time without an offset, of which nobody knows where it is meant. */
    static final long WITHOUT_OFFSET = Long.MIN_VALUE + 1;

    private static final int[] DAYS_IN_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int[] MICROS_A_DIGIT = {100_000, 10_000, 1_000, 100, 10, 1};

    private final char[] text;
    private final int end;
    private final boolean lenient;
    private final @Nullable LocalTimes zone;
    private int at;
    private boolean wrong;

    private Rfc3339(
            char[] text, int offset, int length, boolean lenient, @Nullable LocalTimes zone) {
        this.text = text;
        this.at = offset;
        this.end = offset + length;
        this.lenient = lenient;
        this.zone = zone;
    }

    /** Microseconds since 1970 UTC, digits beyond that cut off; or {@link #INVALID}. */
    static long micros(char[] text, int offset, int length) {
        return new Rfc3339(text, offset, length, false, null).micros();
    }

    /**
     * The same for what databases write: the offset may be hours only, or have no colon, or be
     * absent.
     *
     * @param zone says what times without an offset mean; null: nobody knows
     * @return also {@link #WITHOUT_OFFSET} and what {@link LocalTimes#epochSeconds} may answer
     */
    static long lenientMicros(char[] text, int offset, int length, @Nullable LocalTimes zone) {
        return new Rfc3339(text, offset, length, true, zone).micros();
    }

    private long micros() {
        long micros = read();
        return wrong || at != end ? INVALID : micros;
    }

    private long read() {
        int year = digits(4, 9999);
        skip('-', '-');
        int month = digits(2, 12);
        skip('-', '-');
        int day = digits(2, 31);
        if (month == 0 || day == 0 || wrong || day > daysIn(year, month)) {
            wrong = true;
            return INVALID;
        }
        if (at < end && text[at] == ' ') {
            at++;
        } else {
            skip('T', 't');
        }
        long seconds = epochDay(year, month, day) * 86_400;
        seconds += digits(2, 23) * 3_600L;
        skip(':', ':');
        seconds += digits(2, 59) * 60L;
        skip(':', ':');
        // A leap second counts as the first one after it, as PostgreSQL has it.
        seconds += digits(2, 60);
        long micros = fraction();
        if (lenient && at == end) {
            return local(seconds, micros);
        }
        return (seconds - offsetSeconds()) * 1_000_000 + micros;
    }

    private long local(long seconds, long micros) {
        if (zone == null) {
            return WITHOUT_OFFSET;
        }
        long epochSeconds = zone.epochSeconds(seconds);
        return LocalTimes.isTime(epochSeconds) ? epochSeconds * 1_000_000 + micros : epochSeconds;
    }

    private long fraction() {
        if (at == end || text[at] != '.') {
            return 0;
        }
        at++;
        int begin = at;
        long micros = 0;
        while (at < end && isDigit(text[at])) {
            int place = at - begin;
            micros +=
                    place < MICROS_A_DIGIT.length
                            ? (text[at] - '0') * (long) MICROS_A_DIGIT[place]
                            : 0;
            at++;
        }
        wrong |= at == begin;
        return micros;
    }

    private long offsetSeconds() {
        if (at == end) {
            wrong = true;
            return 0;
        }
        char sign = text[at++];
        if (sign == 'Z' || sign == 'z') {
            return 0;
        }
        wrong |= sign != '+' && sign != '-';
        long seconds = digits(2, 23) * 3_600L;
        if (!lenient || at < end) {
            if (!lenient || text[at] == ':') {
                skip(':', ':');
            }
            seconds += digits(2, 59) * 60L;
        }
        return sign == '-' ? -seconds : seconds;
    }

    private int digits(int count, int max) {
        int number = 0;
        for (int i = 0; i < count; i++, at++) {
            if (at >= end || !isDigit(text[at])) {
                wrong = true;
                return 0;
            }
            number = number * 10 + text[at] - '0';
        }
        wrong |= number > max;
        return number;
    }

    private void skip(char one, char other) {
        if (at < end && (text[at] == one || text[at] == other)) {
            at++;
        } else {
            wrong = true;
        }
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static int daysIn(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && !leap ? 28 : DAYS_IN_MONTH[month - 1];
    }

    /** Days of the proleptic Gregorian calendar, counted in years that begin in March. */
    private static long epochDay(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }
}
