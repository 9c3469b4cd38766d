package dev.andon.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlantTest {
    private static final long SEED = 1;
    private static final long STEP = 30_000;
    private static final long MONDAY = 1_763_942_400_000L;

    @Test
    void hasThreeHundredSignalsOnTwentyMachinesInThreeAreas() {
        Plant plant = new Plant(SEED);

        Set<String> names = new HashSet<>();
        Set<String> areas = new HashSet<>();
        for (Machine machine : plant.machines()) {
            areas.add(machine.nameplate().area());
            for (Signal signal : machine.signals()) {
                names.add(machine.nameplate().id() + signal.metric() + signal.zone());
            }
        }

        assertThat(plant.machines()).hasSize(20);
        assertThat(areas).hasSize(3);
        assertThat(names).hasSize(300).hasSize(plant.signalCount());
    }

    @Test
    void anyMomentHasTheSameValuesHoweverItIsReached() {
        Plant forwards = new Plant(SEED);
        List<Long> times = new ArrayList<>();
        Map<Long, String> seen = new HashMap<>();
        for (long time = MONDAY; time < MONDAY + 3 * DayPlan.DAY_MS; time += 97 * STEP) {
            times.add(time);
            seen.put(time, values(forwards, time));
        }

        Plant jumping = new Plant(SEED);
        Collections.shuffle(times, new Random(SEED));

        assertThat(times).allSatisfy(t -> assertThat(values(jumping, t)).isEqualTo(seen.get(t)));
    }

    @Test
    void anotherSeedIsAnotherPlant() {
        assertThat(values(new Plant(1), MONDAY)).isNotEqualTo(values(new Plant(2), MONDAY));
    }

    @Test
    void machinesRunMostOfTheTimeAndKnowEveryState() {
        int[] moments = new int[MachineState.values().length];
        Plant plant = new Plant(SEED);
        for (long time = MONDAY; time < MONDAY + 30 * DayPlan.DAY_MS; time += 20 * STEP) {
            for (Machine machine : plant.machines()) {
                machine.moveTo(time);
                moments[machine.state().code()]++;
            }
        }
        int all = moments[0] + moments[1] + moments[2] + moments[3];

        assertThat(moments).doesNotContain(0);
        assertThat((double) moments[MachineState.RUNNING.code()] / all).isBetween(0.75, 0.95);
        assertThat((double) moments[MachineState.ERROR.code()] / all).isBetween(0.002, 0.03);
    }

    @Test
    void temperaturesOfARunningExtruderStayAtTheirTargets() {
        Machine extruder = new Plant(SEED).machines().getFirst();
        int near = 0;
        int moments = 0;
        for (long time = MONDAY; time < MONDAY + 5 * DayPlan.DAY_MS; time += STEP) {
            extruder.moveTo(time);
            for (Signal signal : extruder.signals()) {
                long value = signal.read(extruder);
                long target = signal.target(extruder);
                boolean heater = signal.metric().endsWith("_temp");
                if (heater && value != Sensor.NO_READING && extruder.state().code() == 1) {
                    moments++;
                    near += Math.abs(value - target) < 40 ? 1 : 0;
                }
            }
        }

        assertThat((double) near / moments).isGreaterThan(0.9);
    }

    @Test
    void neighbouringDaysAgreeAboutMidnight() {
        Rhythm rhythm = new Rhythm(1, 10, true, 0.3, 5, 0.9);
        for (long seed = 0; seed < 200; seed++) {
            Segment last = new DayPlan(seed, rhythm, 20_000).timeline().getLast();
            Segment first = new DayPlan(seed, rhythm, 20_001).timeline().getFirst();
            // Changeovers begin in the first hour of a shift, never at midnight.
            assertThat(first.product()).as("seed %d", seed).isEqualTo(last.product());
        }
    }

    @Test
    void valuesStepOverMidnightNoFurtherThanWithinTheDay() {
        Machine extruder = new Plant(SEED).machines().getFirst();
        Signal zone = extruder.signals().getFirst();
        long midnight = MONDAY + DayPlan.DAY_MS;

        extruder.moveTo(midnight - 1000);
        double before = zone.physical(extruder);
        extruder.moveTo(midnight);

        assertThat(zone.physical(extruder)).isCloseTo(before, offset(0.5));
    }

    private static String values(Plant plant, long time) {
        StringBuilder values = new StringBuilder();
        for (Machine machine : plant.machines()) {
            machine.moveTo(time);
            for (Signal signal : machine.signals()) {
                values.append(signal.read(machine)).append(' ').append(signal.target(machine));
                values.append(' ');
            }
        }
        return values.toString();
    }
}
