package dev.andon.simulator;

import java.util.List;

/**
 * One machine and the moment it is at. Moving to any time, forwards or backwards, gives the same
 * values as having been there all along. Not for several threads: each feed has its own plant.
 */
final class Machine {
    private static final long MINUTE_MS = 60_000;

    private final Nameplate nameplate;
    private final Rhythm rhythm;
    private final List<Signal> signals;
    private final long seed;
    private DayPlan yesterday;
    private DayPlan today;
    private long day;
    private int segmentIndex;
    private long time;
    private double load;

    /** What is written on the machine, and where it stands. */
    record Nameplate(
            String id,
            String name,
            String site,
            String area,
            String line,
            double idealCycleSeconds) {}

    Machine(Nameplate nameplate, Rhythm rhythm, long seed, List<Signal> signals) {
        this.nameplate = nameplate;
        this.rhythm = rhythm;
        this.seed = seed;
        this.signals = List.copyOf(signals);
        this.yesterday = new DayPlan(seed, rhythm, -1);
        this.today = new DayPlan(seed, rhythm, 0);
        moveTo(0);
    }

    void moveTo(long newTime) {
        long newDay = Math.floorDiv(newTime, DayPlan.DAY_MS);
        if (newDay != day) {
            yesterday = newDay == day + 1 ? today : new DayPlan(seed, rhythm, newDay - 1);
            today = new DayPlan(seed, rhythm, newDay);
            day = newDay;
            segmentIndex = 0;
        }
        time = newTime;
        List<Segment> timeline = today.timeline();
        if (newTime < timeline.get(segmentIndex).from()) {
            segmentIndex = 0;
        }
        while (!timeline.get(segmentIndex).contains(newTime)) {
            segmentIndex++;
        }
        load =
                1
                        + 0.05 * Noise.smooth(seed, newTime, 6 * MINUTE_MS)
                        + 0.04 * Noise.smooth(~seed, newTime, 50 * MINUTE_MS);
    }

    Nameplate nameplate() {
        return nameplate;
    }

    List<Signal> signals() {
        return signals;
    }

    MachineState state() {
        return segment().state();
    }

    long time() {
        return time;
    }

    DayPlan yesterday() {
        return yesterday;
    }

    DayPlan today() {
        return today;
    }

    int segmentIndex() {
        return segmentIndex;
    }

    Segment segment() {
        return today.timeline().get(segmentIndex);
    }

    /** How hard the material makes it work just now; about 1. */
    double load() {
        return load;
    }

    /** 0 when all is well, rising to 1 towards a fault of this cause. */
    double omen(Fault.Cause cause) {
        double strongest = 0;
        for (Fault fault : today.faults()) {
            if (fault.cause() == cause) {
                strongest = Math.max(strongest, fault.omen(time));
            }
        }
        return strongest;
    }
}
