package dev.andon.simulator;

import static dev.andon.simulator.Fault.Cause.BEARING;
import static dev.andon.simulator.Fault.Cause.BLOCKAGE;
import static dev.andon.simulator.Fault.Cause.OVERHEATING;

import java.util.ArrayList;
import java.util.List;

/** Twenty machines in three areas with 300 signals in all, the same for the same seed. */
final class Plant {
    private static final Rhythm EXTRUDERS = new Rhythm(3, 40, false, 0, 0, 0.12);
    private static final Rhythm MIXERS = new Rhythm(2, 15, true, 0.1, 1, 0.08);
    private static final Rhythm PRESSES = new Rhythm(2, 30, false, 0.1, 1, 0.15);
    private static final Rhythm MILLS = new Rhythm(1, 20, true, 0.3, 2, 0.12);
    private static final Rhythm PACKERS = new Rhythm(1, 10, true, 0.2, 5, 0.2);

    private final long seed;
    private final List<Machine> machines = new ArrayList<>();

    Plant(long seed) {
        this.seed = seed;
        for (int number = 1; number <= 4; number++) {
            machines.add(extruder(number));
        }
        for (int number = 1; number <= 2; number++) {
            machines.add(mixer(number));
        }
        for (int number = 1; number <= 5; number++) {
            machines.add(press(number));
        }
        for (int number = 1; number <= 3; number++) {
            machines.add(mill(number));
        }
        for (int number = 1; number <= 6; number++) {
            machines.add(packer(number));
        }
    }

    List<Machine> machines() {
        return machines;
    }

    int signalCount() {
        return machines.stream().mapToInt(machine -> machine.signals().size()).sum();
    }

    private Machine extruder(int number) {
        double melt = 196 + 4 * number;
        Assembly machine = assembly("EX", number, "Extruder", "Extrusion", 18);
        for (int zone = 1; zone <= 8; zone++) {
            // The barrel is hotter towards the die; zone 1 is cooled by the cold feed.
            machine.zone(zone, melt - 32 + 5 * Math.min(zone, 7), 9 + zone);
        }
        return machine.tempered("temperature", melt, 22, 0.8, OVERHEATING, 0.09)
                .driven("pressure", 1, 168 + 6 * number, 90, 0.9, BLOCKAGE, 0.35)
                .driven("speed", 0, 62 + 3 * number, 25, 0.15, BLOCKAGE, -0.12)
                .driven("torque", 0, 540 + 20 * number, 20, 3, BLOCKAGE, 0.3)
                .driven("power", 3.2, 74 + 4 * number, 30, 0.5, BLOCKAGE, 0.2)
                .driven("vibration", 0.3, 2.1, 15, 0.08, BEARING, 1.9)
                .driven("motor_current", 4, 118 + 5 * number, 20, 0.8, BLOCKAGE, 0.25)
                .driven("motor_temperature", 26, 71, 1500, 0.2, BEARING, 0.3)
                .driven("cooling_water_temperature", 16, 24, 900, 0.1, OVERHEATING, 0.3)
                .driven("throughput", 0, 310 + 15 * number, 60, 1.5, BLOCKAGE, -0.3)
                .driven("line_speed", 0, 3.4, 40, 0.02, BLOCKAGE, -0.2)
                .driven("vacuum", -4, -62, 50, 0.4, BLOCKAGE, -0.3)
                .cycleTime()
                .build(EXTRUDERS);
    }

    private Machine mixer(int number) {
        return assembly("MX", number, "Mixer", "Extrusion", 420)
                .tempered("temperature", 92, 15, 0.6, OVERHEATING, 0.15)
                .driven("pressure", 1, 1.8, 60, 0.01, BLOCKAGE, 0.2)
                .driven("speed", 0, 740, 12, 1.5, BLOCKAGE, -0.1)
                .driven("torque", 0, 265, 12, 2, BLOCKAGE, 0.35)
                .driven("power", 1.1, 31, 15, 0.3, BLOCKAGE, 0.25)
                .driven("vibration", 0.2, 2.6, 10, 0.1, BEARING, 1.8)
                .driven("motor_current", 2, 54, 12, 0.5, BLOCKAGE, 0.3)
                .driven("motor_temperature", 25, 66, 1300, 0.2, BEARING, 0.3)
                .driven("humidity", 42, 31, 1800, 0.3, BLOCKAGE, 0)
                .filling("level", 7)
                .cycleTime()
                .build(MIXERS);
    }

    private Machine press(int number) {
        double cycle = 22 + 3 * number;
        return assembly("IM", number, "Injection press", "Moulding", cycle)
                .tempered("temperature", 215 + 5 * number, 16, 0.7, OVERHEATING, 0.1)
                .tempered("mould_temperature", 48 + number, 10, 0.3, OVERHEATING, 0.2)
                .driven("pressure", 0, 1080 + 40 * number, 20, 6, BLOCKAGE, 0.25)
                .driven("holding_pressure", 0, 520 + 10 * number, 20, 3, BLOCKAGE, 0.2)
                .driven("clamp_force", 0, 1480, 15, 4, BLOCKAGE, 0.1)
                .driven("speed", 0, 118, 15, 0.5, BLOCKAGE, -0.1)
                .driven("torque", 0, 610, 15, 4, BLOCKAGE, 0.3)
                .driven("power", 2.4, 42 + 2 * number, 25, 0.6, BLOCKAGE, 0.2)
                .driven("vibration", 0.2, 1.6, 12, 0.07, BEARING, 2.1)
                .driven("oil_temperature", 24, 46, 1600, 0.15, OVERHEATING, 0.3)
                .driven("motor_current", 3, 78, 15, 0.6, BLOCKAGE, 0.25)
                .driven("motor_temperature", 25, 63, 1400, 0.2, BEARING, 0.3)
                .counter("parts_count", cycle)
                .counter("scrap_count", cycle * 70)
                .cycleTime()
                .build(PRESSES);
    }

    private Machine mill(int number) {
        double cycle = 150 + 30 * number;
        return assembly("CN", number, "Machining centre", "Moulding", cycle)
                .driven("temperature", 24, 41, 1100, 0.15, BEARING, 0.35)
                .driven("pressure", 0, 24, 8, 0.15, BLOCKAGE, 0.3)
                .driven("speed", 0, 8400 + 400 * number, 8, 15, BLOCKAGE, -0.08)
                .driven("torque", 0, 46, 8, 0.9, BLOCKAGE, 0.4)
                .driven("power", 0.9, 14.5, 10, 0.3, BLOCKAGE, 0.3)
                .driven("vibration", 0.1, 1.2, 6, 0.06, BEARING, 2.6)
                .driven("motor_current", 1.5, 29, 8, 0.4, BLOCKAGE, 0.35)
                .driven("cooling_water_temperature", 19, 27, 1000, 0.1, OVERHEATING, 0.4)
                .driven("feed_rate", 0, 1850, 6, 12, BLOCKAGE, -0.3)
                .counter("parts_count", cycle)
                .cycleTime()
                .build(MILLS);
    }

    private Machine packer(int number) {
        double cycle = 1.8 + 0.2 * number;
        return assembly("PK", number, "Packer", "Packing", cycle)
                .tempered("temperature", 138 + 2 * number, 6, 0.5, OVERHEATING, 0.12)
                .driven("pressure", 6.1, 5.7, 10, 0.03, BLOCKAGE, -0.15)
                .driven("speed", 0, 60 / cycle, 10, 0.2, BLOCKAGE, -0.2)
                .driven("torque", 0, 18.5, 8, 0.3, BLOCKAGE, 0.5)
                .driven("power", 0.4, 3.6, 12, 0.06, BLOCKAGE, 0.3)
                .driven("vibration", 0.1, 0.9, 6, 0.05, BEARING, 2.8)
                .driven("motor_current", 0.6, 7.4, 8, 0.12, BLOCKAGE, 0.4)
                .driven("motor_temperature", 24, 52, 900, 0.2, BEARING, 0.35)
                .counter("parts_count", cycle)
                .counter("scrap_count", cycle * 140)
                .cycleTime()
                .build(PACKERS);
    }

    private Assembly assembly(
            String code, int number, String kind, String area, double idealCycleSeconds) {
        String id = "%s-%02d".formatted(code, number);
        String line = "%s line %d".formatted(area, (number + 1) / 2);
        return new Assembly(
                new Machine.Nameplate(
                        id, kind + " " + number, "Riverside", area, line, idealCycleSeconds),
                Noise.hash(seed, id));
    }
}
