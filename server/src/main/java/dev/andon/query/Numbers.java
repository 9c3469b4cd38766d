package dev.andon.query;

/** How numbers are printed where they become text. */
final class Numbers {
    private static final double EXACT_WHOLE_NUMBERS = 1L << 53;

    private Numbers() {}

    static boolean isWhole(double number) {
        return number == Math.rint(number) && Math.abs(number) < EXACT_WHOLE_NUMBERS;
    }

    /** A whole number without its fraction: 300, not 300.0. */
    static String text(double number) {
        return isWhole(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
