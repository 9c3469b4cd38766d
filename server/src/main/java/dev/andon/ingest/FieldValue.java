package dev.andon.ingest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A field's value in line protocol: a float, an integer with its mark, or a boolean. */
final class FieldValue {
    /** So many digits fit into a long, whatever they are. */
    private static final int SAFE_DIGITS = 18;

    private static final long MAX_EXACT = 1L << 53;

    private FieldValue() {}

    /** The number; or what is not finite, for which {@link #objection} has the reason. */
    static double parse(byte[] line, int from, int to) {
        if (from == to) {
            return Double.NaN;
        }
        byte last = line[to - 1];
        if ((last >= '0' && last <= '9') || last == '.') {
            return DecimalText.parse(line, from, to);
        }
        if (last == 'i' || last == 'u') {
            return integer(line, from, to - 1, last == 'i');
        }
        return switch (text(line, from, to)) {
            case "t", "T", "true", "True", "TRUE" -> 1;
            case "f", "F", "false", "False", "FALSE" -> 0;
            default -> Double.NaN;
        };
    }

    private static double integer(byte[] line, int from, int to, boolean signed) {
        boolean negative = signed && from < to && line[from] == '-';
        int begin = negative ? from + 1 : from;
        if (begin == to) {
            return Double.NaN;
        }
        long magnitude = 0;
        for (int i = begin; i < to; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return Double.NaN;
            }
            magnitude = magnitude * 10 + line[i] - '0';
        }
        if (to - begin > SAFE_DIGITS || magnitude > MAX_EXACT) {
            return large(new BigInteger(text(line, from, to)), signed);
        }
        return negative ? -magnitude : magnitude;
    }

    /** Only one that stays the same number: rounding in silence would be a lie. */
    private static double large(BigInteger integer, boolean signed) {
        double rounded = integer.doubleValue();
        return fits(integer, signed) && isExact(integer, rounded) ? rounded : Double.NaN;
    }

    private static boolean fits(BigInteger integer, boolean signed) {
        return integer.bitLength() <= (signed ? 63 : 64);
    }

    private static boolean isExact(BigInteger integer, double rounded) {
        return new BigDecimal(rounded).compareTo(new BigDecimal(integer)) == 0;
    }

    /** Why this is no value that can be kept. */
    static Objection objection(byte[] line, int from, int to) {
        String text = text(line, from, to);
        if (text.isEmpty()) {
            return new Objection(RejectionKind.VALUE_MISSING, "it has no value");
        }
        if (text.matches("-?[0-9]{1,40}i|[0-9]{1,40}u")) {
            boolean signed = text.endsWith("i");
            BigInteger integer = new BigInteger(text.substring(0, text.length() - 1));
            return new Objection(
                    RejectionKind.VALUE_NOT_EXACT,
                    fits(integer, signed)
                            ? "%s would be rounded: numbers are kept as 64-bit floating point, in which whole numbers are exact up to 9007199254740992; send it as a float if that will do"
                                    .formatted(text)
                            : "%s does not fit into 64 bits".formatted(text));
        }
        if (text.toLowerCase(Locale.ROOT).matches("[+-]?(nan|inf|infinity)")
                || Double.isInfinite(DecimalText.parse(line, from, to))) {
            return new Objection(RejectionKind.VALUE_NOT_FINITE, "it is not a finite number");
        }
        return new Objection(
                RejectionKind.VALUE_NOT_NUMERIC,
                "it is not a number, a boolean or a text in quotes");
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }
}
