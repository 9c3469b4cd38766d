package dev.andon.planner;

import org.jspecify.annotations.Nullable;

/** Kinds of signals, as literals of double precision. */
enum Numbers {
    /** What a sensor sends: two decimals. */
    QUANTISED {
        @Override
        String value(Choice choice) {
            return literal(Math.round(8000 + 500 * choice.gaussian()) / 100.0);
        }

        @Override
        @Nullable String target(Choice choice) {
            return choice.percent(40) ? null : literal(80.0 + choice.below(3));
        }
    },
    /** Around zero, which comes with both signs. */
    SIGNED {
        @Override
        String value(Choice choice) {
            double value = (choice.below(9) - 4) * 0.1;
            return value == 0 && choice.percent(50) ? "'-0'::float8" : literal(value);
        }
    },
    LARGE {
        @Override
        String value(Choice choice) {
            return literal(1e9 + choice.below(1_000_000));
        }

        @Override
        String target(Choice choice) {
            return literal(1e9);
        }
    },
    TINY {
        @Override
        String value(Choice choice) {
            return literal(1e-9 * Math.abs(choice.gaussian()) + 1e-300);
        }
    },
    CONSTANT {
        @Override
        String value(Choice choice) {
            return literal(42.1);
        }

        @Override
        @Nullable String target(Choice choice) {
            return choice.percent(95) ? null : literal(42.1);
        }
    },
    /** A deviation that is a billionth of the mean. */
    NARROW {
        @Override
        String value(Choice choice) {
            return literal(1e6 + 1e-3 * choice.gaussian());
        }

        @Override
        String target(Choice choice) {
            return literal(1e6 + 1e-3 * choice.gaussian());
        }
    },
    HUGE {
        @Override
        String value(Choice choice) {
            return literal(choice.percent(50) ? 1e100 * (1 + choice.below(7)) : 1e-100);
        }
    };

    abstract String value(Choice choice);

    /** Null: a point without one. */
    @Nullable String target(Choice choice) {
        return null;
    }

    private static String literal(double number) {
        return "'" + number + "'::float8";
    }
}
