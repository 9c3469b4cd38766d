package dev.andon.simulator;

import java.util.List;

/** How something on a machine behaves, before a sensor looks at it. Changes without a jump. */
sealed interface Quantity {
    double AMBIENT = 23;

    /** At the moment the machine is at. */
    double at(Machine machine);

    /** What it should be, not a number where nothing is prescribed. */
    default double target(Machine machine) {
        return Double.NaN;
    }

    /** A heater or cooler that holds a set point, and cools or warms to the hall's air when off. */
    final class Tempered implements Quantity {
        private final double setPoint;
        private final double ripple;
        private final long seed;
        private final Lag lag;

        Tempered(double setPoint, double riseMinutes, double ripple, long seed) {
            this.setPoint = setPoint;
            this.ripple = ripple;
            this.seed = seed;
            this.lag = new Lag(this::goal, riseMinutes * 60, riseMinutes * 120);
        }

        @Override
        public double at(Machine machine) {
            double level = lag.at(machine);
            double regulated = (level - AMBIENT) / (setPoint - AMBIENT);
            return level
                    + ripple * regulated * Noise.smooth(seed, machine.time(), 4 * 60_000)
                    + ripple * regulated * Noise.smooth(~seed, machine.time(), 3 * 3_600_000L);
        }

        @Override
        public double target(Machine machine) {
            return wanted(machine.segment());
        }

        private double goal(Segment segment) {
            return segment.heated() ? wanted(segment) : AMBIENT;
        }

        /** The second product needs it a little hotter, the third a little cooler. */
        private double wanted(Segment segment) {
            double change = 0.03 * (setPoint - AMBIENT);
            return switch (segment.product()) {
                case 1 -> Math.rint(setPoint + change);
                case 2 -> Math.rint(setPoint - change);
                default -> setPoint;
            };
        }
    }

    /** Follows the machine's working: one value at rest, another at work, modulated by the load. */
    final class Driven implements Quantity {
        private final double rest;
        private final double work;
        private final double loadShare;
        private final Lag lag;

        Driven(double rest, double work, double loadShare, double responseSeconds) {
            this.rest = rest;
            this.work = work;
            this.loadShare = loadShare;
            this.lag = new Lag(this::goal, responseSeconds, responseSeconds);
        }

        @Override
        public double at(Machine machine) {
            double level = lag.at(machine);
            return level + (level - rest) * loadShare * (machine.load() - 1);
        }

        private double goal(Segment segment) {
            if (!segment.running()) {
                return rest;
            }
            return rest + (work - rest) * (1 - 0.06 * segment.product());
        }
    }

    /** Seconds of the last cycle; stands while the machine does. */
    record CycleTime(double idealSeconds) implements Quantity {
        @Override
        public double at(Machine machine) {
            double slower = 1.01 + 0.02 * machine.segment().product();
            return machine.segment().running()
                    ? idealSeconds * slower * (2 - machine.load())
                    : idealSeconds * slower;
        }

        @Override
        public double target(Machine machine) {
            return idealSeconds;
        }
    }

    /** A counter that starts at zero with each shift: a part a cycle, or a share of them. */
    record Counter(double secondsPerPart) implements Quantity {
        @Override
        public double at(Machine machine) {
            long shiftStart = DayPlan.shiftStart(machine.time());
            long running =
                    runningMs(machine.yesterday().timeline(), shiftStart, machine.time())
                            + runningMs(machine.today().timeline(), shiftStart, machine.time());
            return Math.floor(running / 1000.0 / secondsPerPart);
        }

        private static long runningMs(List<Segment> timeline, long from, long to) {
            if (timeline.getLast().to() <= from) {
                return 0;
            }
            long sum = 0;
            for (Segment segment : timeline) {
                if (segment.running()) {
                    sum += Math.max(0, Math.min(to, segment.to()) - Math.max(from, segment.from()));
                }
            }
            return sum;
        }
    }

    /** A hopper that empties steadily and is filled quickly. */
    record Filling(double periodMinutes) implements Quantity {
        @Override
        public double at(Machine machine) {
            double phase = machine.time() / 60_000.0 / periodMinutes % 1;
            return phase < 0.9 ? 95 - 75 * phase / 0.9 : 20 + 75 * (phase - 0.9) / 0.1;
        }
    }

    /** The machine's state as a number, see {@link MachineState#code}. */
    record StateCode() implements Quantity {
        @Override
        public double at(Machine machine) {
            return machine.state().code();
        }
    }
}
