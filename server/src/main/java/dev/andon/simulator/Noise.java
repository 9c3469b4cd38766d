package dev.andon.simulator;

/**
 * Randomness that is a pure function of seed and position, so that any moment of the plant can be
 * computed without those before it, and twice with the same result.
 */
final class Noise {
    private static final double UNIT = 0x1.0p-53;

    /** Standard deviation of the sum of four uniform 16-bit numbers. */
    private static final double FOUR_UNIFORMS = 65536 / Math.sqrt(3);

    private Noise() {}

    /** The finalizer of SplitMix64: every bit of the input reaches every bit of the output. */
    static long hash(long seed, long position) {
        long mixed = seed + 0x9E3779B97F4A7C15L * (position + 1);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    static long hash(long seed, String name) {
        long mixed = seed;
        for (int index = 0; index < name.length(); index++) {
            mixed = hash(mixed, name.charAt(index));
        }
        return mixed;
    }

    /** Uniform in [0, 1). */
    static double uniform(long seed, long position) {
        return (hash(seed, position) >>> 11) * UNIT;
    }

    /** Uniform among {@code min} to {@code max}, both included. */
    static long between(long seed, long position, long min, long max) {
        return min + (long) (uniform(seed, position) * (max - min + 1));
    }

    /** Nearly normal with mean 0 and deviation 1; never beyond 3.5, like a real sensor's noise. */
    static double normal(long seed, long position) {
        long bits = hash(seed, position);
        long sum =
                (bits & 0xFFFF)
                        + (bits >>> 16 & 0xFFFF)
                        + (bits >>> 32 & 0xFFFF)
                        + (bits >>> 48 & 0xFFFF);
        return (sum - 2 * 65535.0) / FOUR_UNIFORMS;
    }

    /** A smooth walk between -1 and 1 that turns about once a period. */
    static double smooth(long seed, long timeMs, long periodMs) {
        long cell = Math.floorDiv(timeMs, periodMs);
        double within = (double) Math.floorMod(timeMs, periodMs) / periodMs;
        double weight = within * within * (3 - 2 * within);
        double from = 2 * uniform(seed, cell) - 1;
        double to = 2 * uniform(seed, cell + 1) - 1;
        return from + (to - from) * weight;
    }
}
