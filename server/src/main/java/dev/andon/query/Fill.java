package dev.andon.query;

/** How the empty intervals of a time series are filled: the third argument of a group macro. */
record Fill(Buckets buckets, Mode mode) {
    /** With what. */
    sealed interface Mode {
        /** A gap stays a gap. */
        record Gap() implements Mode {}

        /** The last row before. */
        record Previous() implements Mode {}

        /** Always the same number. */
        record Constant(double value) implements Mode {}
    }
}
