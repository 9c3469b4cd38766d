package dev.andon.ingest;

import java.nio.charset.StandardCharsets;

/** Decimal numbers read from bytes, to the nearest double. */
final class DecimalText {
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };
    private static final long MAX_EXACT = 1L << 53;
    private static final int MAX_DIGITS = 18;
    private static final int MAX_EXPONENT = 99_999;

    private final byte[] bytes;
    private final int to;
    private int at;
    private long digits;
    private int digitCount;

    private DecimalText(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /** The number, infinite if it is too large, NaN if the bytes are no decimal number. */
    static double parse(byte[] bytes, int from, int to) {
        return new DecimalText(bytes, from, to).read(from);
    }

    private double read(int from) {
        boolean negative = accept('-');
        if (!negative) {
            accept('+');
        }
        int begin = at;
        readDigits();
        int whole = at - begin;
        int fraction = 0;
        if (accept('.')) {
            begin = at;
            readDigits();
            fraction = at - begin;
        }
        if (whole + fraction == 0) {
            return Double.NaN;
        }
        int exponent = 0;
        if (accept('e') || accept('E')) {
            boolean below = accept('-');
            if (!below) {
                accept('+');
            }
            if (at == to) {
                return Double.NaN;
            }
            while (at < to && isDigit(bytes[at])) {
                exponent = Math.min(exponent * 10 + bytes[at++] - '0', MAX_EXPONENT);
            }
            exponent = below ? -exponent : exponent;
        }
        return at == to ? value(from, negative, exponent - fraction) : Double.NaN;
    }

    /**
     * Integers below 2^53 and powers of ten up to 10^22 are exact doubles, so one multiplication or
     * division rounds once and right. The rest is rare and left to the JDK.
     */
    private double value(int from, boolean negative, int exponent) {
        boolean exact = digitCount <= MAX_DIGITS && digits <= MAX_EXACT;
        if (!exact || Math.abs(exponent) >= POWERS_OF_TEN.length) {
            return Double.parseDouble(
                    new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }
        double magnitude =
                exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
        return negative ? -magnitude : magnitude;
    }

    private void readDigits() {
        while (at < to && isDigit(bytes[at])) {
            digits = digits * 10 + bytes[at++] - '0';
            digitCount++;
        }
    }

    private boolean accept(char expected) {
        if (at < to && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
