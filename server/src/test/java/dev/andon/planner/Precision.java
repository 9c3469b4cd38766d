package dev.andon.planner;

/** How closely two answers must agree in a column. */
enum Precision {
    /** As PostgreSQL's own equality has it: zero is minus zero. */
    EXACT,
    /** To the bit. */
    BITS,
    /** To twelve digits of the number, or of the largest value that went into it. */
    MEAN,
    /** To twelve digits of the number, or of the sum of all magnitudes. */
    SUM,
    /** A variance, which is to the value what its square is. */
    SQUARE;

    private static final double RELATIVE = 1e-12;

    boolean agrees(double expected, double actual, Scale.Magnitude magnitude) {
        if (this == BITS) {
            return Double.doubleToRawLongBits(expected) == Double.doubleToRawLongBits(actual);
        }
        if (expected == actual || (Double.isNaN(expected) && Double.isNaN(actual))) {
            return true;
        }
        double size = Math.max(Math.abs(expected), Math.abs(actual));
        double largest = magnitude.largest();
        double scale =
                switch (this) {
                    case EXACT, BITS -> 0;
                    case MEAN -> Math.max(size, largest);
                    case SUM -> Math.max(size, largest * magnitude.count());
                    case SQUARE -> size + largest * Math.sqrt(size) + RELATIVE * largest * largest;
                };
        return Math.abs(expected - actual) <= RELATIVE * scale;
    }
}
