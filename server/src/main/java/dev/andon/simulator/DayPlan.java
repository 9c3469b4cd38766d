package dev.andon.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one machine does on one day (UTC), drawn from the seed shift by shift: any day can be
 * planned without those before it, and adjoining days agree about the shift across midnight.
 */
final class DayPlan {
    static final long DAY_MS = 86_400_000;

    private static final long MINUTE_MS = 60_000;
    private static final long SHIFT_MS = 8 * 60 * MINUTE_MS;
    private static final long FIRST_SHIFT_MS = 6 * 60 * MINUTE_MS;
    private static final long SLOT_MS = 10_000;
    private static final int SLOTS = (int) (DAY_MS / SLOT_MS);

    private final long seed;
    private final Rhythm rhythm;
    private final long start;
    private final MachineState[] states = new MachineState[SLOTS];
    private final int[] products = new int[SLOTS];
    private final boolean[] unmanned = new boolean[SLOTS];
    private final List<Fault> faults = new ArrayList<>();
    private final List<Segment> segments;

    DayPlan(long seed, Rhythm rhythm, long epochDay) {
        this.seed = seed;
        this.rhythm = rhythm;
        this.start = epochDay * DAY_MS;
        Arrays.fill(states, MachineState.RUNNING);
        // The night shift that began on the day before, and the three that begin today.
        for (long shift = 3 * epochDay - 1; shift <= 3 * epochDay + 2; shift++) {
            paintShift(shift);
        }
        this.segments = segments();
    }

    /** Without holes, from midnight to midnight. */
    List<Segment> timeline() {
        return segments;
    }

    List<Fault> faults() {
        return faults;
    }

    static long shiftStart(long time) {
        return Math.floorDiv(time - FIRST_SHIFT_MS, SHIFT_MS) * SHIFT_MS + FIRST_SHIFT_MS;
    }

    private void paintShift(long shift) {
        long from = shift * SHIFT_MS + FIRST_SHIFT_MS;
        long draw = Noise.hash(seed, shift);
        Arrays.fill(products, slot(from), slot(from + SHIFT_MS), product(shift));
        if (Noise.uniform(draw, 0) < rhythm.nightsOff() && Math.floorMod(shift, 3) == 2) {
            paint(from, from + SHIFT_MS, MachineState.IDLE);
            Arrays.fill(unmanned, slot(from), slot(from + SHIFT_MS), true);
            return;
        }
        for (int stop = 0; stop < rhythm.shortStops(); stop++) {
            long begin = from + minutes(draw, 10 + stop, 5, 470);
            paint(begin, begin + minutes(draw, 20 + stop, 1, 4), MachineState.IDLE);
        }
        if (rhythm.stopsForBreaks()) {
            long begin = from + minutes(draw, 1, 200, 240);
            paint(begin, begin + 30 * MINUTE_MS, MachineState.IDLE);
        }
        if (product(shift) != product(shift - 1)) {
            long begin = from + minutes(draw, 2, 0, 50);
            long end = begin + minutes(draw, 3, rhythm.changeoverMinutes(), 15);
            Arrays.fill(products, slot(from), slot(begin), product(shift - 1));
            paint(begin, end, MachineState.CHANGEOVER);
        }
        paintFault(from, draw);
    }

    private void paintFault(long from, long draw) {
        if (Noise.uniform(draw, 4) < rhythm.faults()) {
            long begin = from + minutes(draw, 5, 90, 360);
            long end = begin + minutes(draw, 6, 6, 45);
            Fault.Cause[] causes = Fault.Cause.values();
            int cause = (int) Noise.between(draw, 7, 0, causes.length - 1);
            faults.add(new Fault(begin, end, causes[cause]));
            paint(begin, end, MachineState.ERROR);
        }
    }

    private int product(long shift) {
        // Machines change their orders on different shifts.
        long order = Math.floorDiv(shift + Math.floorMod(seed, 3), rhythm.shiftsPerOrder());
        return (int) Noise.between(seed, order, 0, 2);
    }

    /** A whole number of slots that starts with {@code least} minutes and may be {@code more}. */
    private static long minutes(long draw, long position, long least, long more) {
        return Noise.between(
                        draw,
                        position,
                        least * MINUTE_MS / SLOT_MS,
                        (least + more) * MINUTE_MS / SLOT_MS)
                * SLOT_MS;
    }

    private void paint(long from, long to, MachineState state) {
        Arrays.fill(states, slot(from), slot(to), state);
    }

    private int slot(long time) {
        return Math.clamp((time - start) / SLOT_MS, 0, SLOTS);
    }

    private List<Segment> segments() {
        List<Segment> found = new ArrayList<>();
        int begin = 0;
        for (int slot = 1; slot <= SLOTS; slot++) {
            if (slot == SLOTS || !alike(begin, slot)) {
                boolean heated = states[begin] != MachineState.ERROR && !unmanned[begin];
                found.add(
                        new Segment(
                                start + begin * SLOT_MS,
                                start + slot * SLOT_MS,
                                states[begin],
                                products[begin],
                                heated));
                begin = slot;
            }
        }
        return List.copyOf(found);
    }

    private boolean alike(int one, int other) {
        return states[one] == states[other]
                && products[one] == products[other]
                && unmanned[one] == unmanned[other];
    }
}
