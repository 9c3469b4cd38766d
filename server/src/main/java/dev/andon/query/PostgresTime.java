package dev.andon.query;

import java.time.LocalDate;
import java.util.OptionalLong;

/** Reads PostgreSQL's ISO output of timestamps and dates; a million of them in a moment. */
final class PostgresTime {
    private static final long DAY_MILLIS = 86_400_000;

    private final String text;
    private int at;

    private PostgresTime(String text) {
        this.text = text;
    }

    /**
     * Milliseconds since 1970. Without a zone the text is taken for UTC; empty for infinity, which
     * no axis can show.
     */
    static OptionalLong epochMillis(String text) {
        return text.endsWith("infinity")
                ? OptionalLong.empty()
                : OptionalLong.of(new PostgresTime(text).millis());
    }

    private long millis() {
        long year = number();
        at++;
        int month = (int) number();
        at++;
        int day = (int) number();
        long time = at < text.length() && text.charAt(at) == ' ' ? timeOfDay() : 0;
        long properYear = text.endsWith(" BC") ? 1 - year : year;
        long date = LocalDate.of((int) properYear, month, day).toEpochDay();
        return date * DAY_MILLIS + time;
    }

    /** Hours, minutes, seconds, fraction and zone; nothing where the blank introduces an era. */
    private long timeOfDay() {
        at++;
        if (at < text.length() && text.charAt(at) == 'B') {
            return 0;
        }
        long millis = sexagesimal() * 1_000;
        if (at < text.length() && text.charAt(at) == '.') {
            millis += fraction();
        }
        if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            int sign = text.charAt(at++) == '+' ? -1 : 1;
            millis += sign * sexagesimal() * 1_000;
        }
        return millis;
    }

    /** {@code hh}, {@code hh:mm} or {@code hh:mm:ss}, in seconds. */
    private long sexagesimal() {
        long seconds = number() * 3_600;
        for (int unit = 60; unit > 0 && at < text.length() && text.charAt(at) == ':'; unit /= 60) {
            at++;
            seconds += number() * unit;
        }
        return seconds;
    }

    private long fraction() {
        at++;
        int start = at;
        number();
        long millis = 0;
        for (int digit = start; digit < start + 3; digit++) {
            millis = millis * 10 + (digit < at ? text.charAt(digit) - '0' : 0);
        }
        return millis;
    }

    private long number() {
        long number = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = number * 10 + (text.charAt(at++) - '0');
        }
        return number;
    }
}
