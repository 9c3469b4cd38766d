package dev.andon.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * Points of one series and UTC day, of all kinds that plants have and some that they should not.
 */
final class Signals {
    private final String name;
    private final long[] micros;
    private final double[] values;
    private final double[] targets;

    private Signals(String name, long[] micros, double[] values, double[] targets) {
        this.name = name;
        this.micros = micros;
        this.values = values;
        this.targets = targets;
    }

    String name() {
        return name;
    }

    long[] micros() {
        return micros;
    }

    double[] values() {
        return values;
    }

    double[] targets() {
        return targets;
    }

    @Override
    public String toString() {
        return name;
    }

    static final LocalDate DAY = LocalDate.of(2025, 3, 19);
    private static final long DAY_MICROS = DAY.toEpochDay() * SortedSamples.MICROS_A_DAY;
    private static final long SECOND = 1_000_000;

    enum Values {
        QUANTISED,
        RANDOM,
        CONSTANT,
        STEPS,
        FLOATS,
        CONVERTER,
        COUNTER,
        LARGE,
        SPECIAL;

        double[] draw(Random random, int points) {
            double[] specials = {
                -0.0,
                0.0,
                Double.MIN_VALUE,
                -Double.MIN_NORMAL / 2,
                1e308,
                -Double.MAX_VALUE,
                0.1 + 0.2,
                Math.PI,
                1e-300,
                0x1p53 + 2,
                -1,
                1e22,
                123_456.789,
                Float.MIN_VALUE
            };
            double constant = specials[random.nextInt(specials.length)];
            double level = random.nextInt(2000) - 1000;
            double[] values = new double[points];
            for (int i = 0; i < points; i++) {
                if (random.nextInt(100) == 0) {
                    level += random.nextInt(21) - 10;
                }
                values[i] =
                        switch (this) {
                            case QUANTISED ->
                                    Math.round((level + random.nextGaussian()) * 100) / 100.0;
                            case RANDOM -> randomDouble(random);
                            case CONSTANT -> constant;
                            case STEPS -> level;
                            case FLOATS -> (float) (level + random.nextGaussian());
                            case CONVERTER -> random.nextInt(4096) * 122 / 10_000.0;
                            case COUNTER -> 1e9 + 3.0 * i + random.nextInt(2);
                            case LARGE -> random.nextLong(1L << 54) - (1L << 53);
                            case SPECIAL -> specials[random.nextInt(specials.length)];
                        };
            }
            return values;
        }
    }

    enum Times {
        EVEN,
        GAPS,
        MILLIS_OFF,
        MICROS_OFF,
        BY_CHANCE,
        CLUSTERS,
        FEW;

        long[] draw(Random random) {
            return switch (this) {
                case EVEN -> every(30 * SECOND, 1, 0, random);
                case GAPS -> without(every(30 * SECOND, 1, 0, random), random);
                case MILLIS_OFF -> every(30 * SECOND, random.nextInt(150) + 50, 1000, random);
                case MICROS_OFF -> every(10 * SECOND, 40_000, 1, random);
                case BY_CHANCE -> byChance(random, 2000);
                case CLUSTERS -> clusters(random);
                case FEW -> byChance(random, 1 + random.nextInt(4));
            };
        }

        private static long[] every(long step, int units, long unit, Random random) {
            long[] micros = new long[(int) (SortedSamples.MICROS_A_DAY / step)];
            for (int i = 0; i < micros.length; i++) {
                micros[i] = DAY_MICROS + i * step + random.nextInt(units) * unit;
            }
            return micros;
        }

        private static long[] without(long[] all, Random random) {
            List<Long> kept = new ArrayList<>();
            int missing = 0;
            for (long at : all) {
                missing =
                        missing > 0
                                ? missing - 1
                                : random.nextInt(200) == 0 ? random.nextInt(90) : 0;
                if (missing == 0) {
                    kept.add(at);
                }
            }
            return kept.stream().mapToLong(Long::longValue).toArray();
        }

        private static long[] byChance(Random random, int points) {
            return random.longs(points, DAY_MICROS, DAY_MICROS + SortedSamples.MICROS_A_DAY)
                    .sorted()
                    .distinct()
                    .toArray();
        }

        /** The worst for a pace: all at the ends of the day, at odd microseconds. */
        private static long[] clusters(Random random) {
            return random.longs(500, 0, 100_000)
                    .map(at -> random.nextBoolean() ? at : SortedSamples.MICROS_A_DAY - 1 - at)
                    .map(at -> DAY_MICROS + at)
                    .sorted()
                    .distinct()
                    .toArray();
        }
    }

    enum Targets {
        NONE,
        CONSTANT,
        SOME,
        ALL;

        double[] draw(Random random, int points) {
            double constant = random.nextInt(1000) / 10.0;
            List<Values> kinds = List.of(Values.values());
            Values kind = kinds.get(random.nextInt(kinds.size()));
            double[] drawn = kind.draw(random, points);
            return DoubleStream.of(drawn)
                    .map(number ->
                            switch (this) {
                                case NONE -> Double.NaN;
                                case CONSTANT -> constant;
                                case SOME -> random.nextInt(3) == 0 ? Double.NaN : number;
                                case ALL -> number;
                            })
                    .toArray();
        }
    }

    static List<Signals> all(long seed) {
        Random random = new Random(seed);
        List<Signals> signals = new ArrayList<>();
        for (Values values : Values.values()) {
            for (Times times : Times.values()) {
                for (Targets targets : Targets.values()) {
                    long[] micros = times.draw(random);
                    signals.add(
                            new Signals(
                                    "%s %s %s".formatted(values, times, targets),
                                    micros,
                                    values.draw(random, micros.length),
                                    targets.draw(random, micros.length)));
                }
            }
        }
        return signals;
    }

    private static double randomDouble(Random random) {
        double drawn = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(drawn) ? drawn : random.nextDouble();
    }

    List<SampleBlock> encode(int seriesId) {
        return BlockCodec.encode(seriesId, micros, values, targets, 0, micros.length);
    }
}
