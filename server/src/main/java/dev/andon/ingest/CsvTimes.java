package dev.andon.ingest;

import org.jspecify.annotations.Nullable;

/** Timestamps in CSV: RFC 3339, what databases write, or a number since 1970. */
final class CsvTimes {
    private static final int LONGEST = 40;

    /** More would not fit into any unit; what exceeds every clock the rules reject. */
    private static final int MOST_DIGITS = 18;

    private static final int MOST_DECIMALS = 9;

    private final TimePrecision epoch;
    private final @Nullable LocalTimes zone;
    private final char[] text = new char[LONGEST];
    private @Nullable Objection objection;

    CsvTimes(TimePrecision epoch, @Nullable LocalTimes zone) {
        this.epoch = epoch;
        this.zone = zone;
    }

    /** Microseconds since 1970 UTC; if there is an {@link #objection}, nothing. */
    long micros(byte[] bytes, int from, int to) {
        objection = null;
        int length = to - from;
        if (length == 0 || length > LONGEST) {
            return refuse(length == 0 ? "is missing" : "is not understood");
        }
        for (int i = 0; i < length; i++) {
            text[i] = (char) (bytes[from + i] & 0xff);
        }
        if (length > 4 && text[4] == '-') {
            return ofDate(length);
        }
        return ofNumber(length);
    }

    /** Why the last one is no time; null if it is. */
    @Nullable Objection objection() {
        return objection;
    }

    private long ofDate(int length) {
        long micros = Rfc3339.lenientMicros(text, 0, length, zone);
        if (micros > LocalTimes.REPEATED) {
            return micros;
        }
        String why =
                micros == Rfc3339.WITHOUT_OFFSET
                        ? "%s has no offset from UTC; name the time zone of such times"
                        : micros == LocalTimes.SKIPPED
                                ? "%s did not exist: the clocks went forward over it"
                                : micros == LocalTimes.REPEATED
                                        ? "%s was there twice, as the clocks went back; say which of the two is meant"
                                        : "%s is not a time like 2026-01-31T06:00:00Z or 2026-01-31 06:00:00+01";
        return refuse(why.formatted(new String(text, 0, length)));
    }

    private long ofNumber(int length) {
        boolean negative = text[0] == '-';
        int at = negative ? 1 : 0;
        int begin = at;
        long whole = 0;
        while (at < length && at - begin < MOST_DIGITS + 1 && isDigit(text[at])) {
            whole = whole * 10 + text[at++] - '0';
        }
        // Only nanoseconds of our days have 19 digits.
        boolean wrong =
                at == begin
                        || whole < 0
                        || (at - begin > MOST_DIGITS && epoch != TimePrecision.NANOSECONDS);
        long micros = epoch.toMicros(whole);
        if (at < length && text[at] == '.') {
            int point = ++at;
            long fraction = 0;
            long parts = 1;
            while (at < length && at - point < MOST_DECIMALS && isDigit(text[at])) {
                fraction = fraction * 10 + text[at++] - '0';
                parts *= 10;
            }
            wrong |= at == point;
            micros += epoch.toMicros(1) * fraction / parts;
        }
        if (wrong || at != length) {
            return refuse(
                    "%s is neither a date and time nor a number"
                            .formatted(new String(text, 0, length)));
        }
        return negative ? -micros : micros;
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    private long refuse(String why) {
        objection = new Objection(RejectionKind.TIMESTAMP_INVALID, "timestamp " + why);
        return 0;
    }
}
