package dev.andon.simulator;

/**
 * What a sensor makes of a quantity: noise, steps of its converter, and now and then a bad hour in
 * which it sticks, falls silent or throws spikes. Works on whole steps, so that values are exactly
 * what a converter gives.
 */
final class Sensor {
    static final long NO_READING = Long.MIN_VALUE;

    private static final double BAD_DAYS = 0.03;
    private static final double SPIKES = 0.04;

    private final long seed;
    private final double noise;
    private final double stepsPerUnit;
    private final boolean canFail;
    private long day = Long.MIN_VALUE;
    private long badFrom;
    private long badTo;
    private Defect defect = Defect.STUCK;
    private long stuckAt;

    private enum Defect {
        STUCK,
        SILENT,
        SPIKES
    }

    Sensor(long seed, int decimals, double noise, boolean canFail) {
        this.seed = seed;
        this.stepsPerUnit = Math.pow(10, decimals);
        this.noise = noise;
        this.canFail = canFail;
    }

    long read(Machine machine, Signal signal) {
        long time = machine.time();
        if (canFail && inBadHour(machine, signal)) {
            switch (defect) {
                case STUCK -> {
                    return stuckAt;
                }
                case SILENT -> {
                    return NO_READING;
                }
                case SPIKES -> {
                    if (Noise.uniform(~seed, time) < SPIKES) {
                        return steps(1.6 * signal.physical(machine), time);
                    }
                }
            }
        }
        return steps(signal.physical(machine), time);
    }

    private long steps(double value, long time) {
        long steps = Math.round((value + noise * Noise.normal(seed, time)) * stepsPerUnit);
        // Noise does not make a resting drive turn backwards.
        return value < 0 ? steps : Math.max(0, steps);
    }

    private boolean inBadHour(Machine machine, Signal signal) {
        long time = machine.time();
        long today = Math.floorDiv(time, DayPlan.DAY_MS);
        if (today != day) {
            day = today;
            badTo = badFrom = Long.MIN_VALUE;
            long draw = Noise.hash(seed, today);
            if (Noise.uniform(draw, 0) < BAD_DAYS) {
                badFrom = today * DayPlan.DAY_MS + Noise.between(draw, 1, 1, 22 * 60) * 60_000;
                badTo = badFrom + Noise.between(draw, 2, 10, 80) * 60_000;
                defect = Defect.values()[(int) Noise.between(draw, 3, 0, 2)];
                machine.moveTo(badFrom);
                stuckAt = steps(signal.physical(machine), badFrom);
                machine.moveTo(time);
            }
        }
        return badFrom <= time && time < badTo;
    }
}
