package dev.andon.benchmarks;

/** What a signal looks like. Bytes a point depend on it more than on anything else. */
enum Signal {
    QUANTISED("quantised: two decimals, a slow wave and noise") {
        @Override
        double value(int series, long moment) {
            double wave = 4 * Math.sin(moment / 400.0 + series);
            return Math.rint((level(series) + wave + noise(series, moment)) * 100) / 100;
        }
    },
    RANDOM("random doubles: all bits of the mantissa") {
        @Override
        double value(int series, long moment) {
            return (bits(series, moment) >>> 11) * 0x1p-53;
        }
    },
    CONSTANT("constant") {
        @Override
        double value(int series, long moment) {
            return level(series);
        }
    },
    STEPS("steps: another level every 20 min") {
        @Override
        double value(int series, long moment) {
            return (bits(series, moment / 40) >>> 54) / 8.0;
        }
    },
    IRREGULAR("irregular: quantised, each time up to 1 s late, in ms") {
        @Override
        double value(int series, long moment) {
            return QUANTISED.value(series, moment);
        }

        @Override
        long delayMicros(int series, long moment) {
            return Long.remainderUnsigned(bits(series, ~moment), 1000) * 1000;
        }
    };

    static final long SEED = 864_000;

    final String title;

    Signal(String title) {
        this.title = title;
    }

    /** Always the same for the same series and moment, in whatever order they are asked for. */
    abstract double value(int series, long moment);

    /** After the regular time; less than a second. */
    long delayMicros(int series, long moment) {
        return 0;
    }

    private static double level(int series) {
        return 20 + 5 * (series % Batch.METRICS_EACH);
    }

    /** A sum of four uniform numbers is nearly normal; this one has the deviation 1. */
    private static double noise(int series, long moment) {
        long bits = bits(series, moment);
        long sum =
                (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum / 65536.0 - 2) * Math.sqrt(3);
    }

    /** SplitMix64 of both numbers. */
    private static long bits(int series, long moment) {
        long mixed = SEED + series * 0x9E3779B97F4A7C15L + moment * 0xD1B54A32D192ED03L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
