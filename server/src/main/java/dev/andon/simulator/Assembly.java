package dev.andon.simulator;

import dev.andon.simulator.Quantity.Counter;
import dev.andon.simulator.Quantity.CycleTime;
import dev.andon.simulator.Quantity.Driven;
import dev.andon.simulator.Quantity.Filling;
import dev.andon.simulator.Quantity.StateCode;
import dev.andon.simulator.Quantity.Tempered;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a machine together, signal by signal. */
final class Assembly {
    private static final double LOAD_SHARE = 0.8;

    private final Machine.Nameplate nameplate;
    private final long seed;
    private final List<Signal> signals = new ArrayList<>();

    Assembly(Machine.Nameplate nameplate, long seed) {
        this.nameplate = nameplate;
        this.seed = seed;
    }

    Assembly zone(int number, double setPoint, double riseMinutes) {
        String metric = "multi_zone_temp";
        Quantity heater = new Tempered(setPoint, riseMinutes, 0.7, seed(metric, number));
        // A blocked screw shows first where the material melts.
        double gain = number == 4 ? 0.08 : 0.02;
        Signal.Symptom symptom = new Signal.Symptom(Fault.Cause.OVERHEATING, gain);
        return add(metric, number, 1, heater, 0.15, true, symptom);
    }

    Assembly tempered(
            String metric,
            double setPoint,
            double riseMinutes,
            double ripple,
            Fault.Cause cause,
            double gain) {
        Quantity heater = new Tempered(setPoint, riseMinutes, ripple, seed(metric, Signal.NO_ZONE));
        return add(metric, Signal.NO_ZONE, 1, heater, 0.15, true, new Signal.Symptom(cause, gain));
    }

    Assembly driven(
            String metric,
            double rest,
            double work,
            double responseSeconds,
            double noise,
            Fault.Cause cause,
            double gain) {
        // As many decimals as the noise leaves any sense in.
        int decimals = noise < 0.12 ? 2 : noise < 2 ? 1 : 0;
        Quantity drive = new Driven(rest, work, LOAD_SHARE, responseSeconds);
        return add(
                metric,
                Signal.NO_ZONE,
                decimals,
                drive,
                noise,
                true,
                new Signal.Symptom(cause, gain));
    }

    Assembly filling(String metric, double periodMinutes) {
        return add(metric, Signal.NO_ZONE, 1, new Filling(periodMinutes), 0.2, true, null);
    }

    Assembly counter(String metric, double secondsPerPart) {
        return add(metric, Signal.NO_ZONE, 0, new Counter(secondsPerPart), 0, false, null);
    }

    Assembly cycleTime() {
        CycleTime cycle = new CycleTime(nameplate.idealCycleSeconds());
        double noise = 0.008 * nameplate.idealCycleSeconds();
        return add("cycle_time", Signal.NO_ZONE, 2, cycle, noise, false, null);
    }

    /** Every machine tells its state. */
    Machine build(Rhythm rhythm) {
        add("state", Signal.NO_ZONE, 0, new StateCode(), 0, false, null);
        return new Machine(nameplate, rhythm, seed, signals);
    }

    private Assembly add(
            String metric,
            int zone,
            int decimals,
            Quantity quantity,
            double noise,
            boolean canFail,
            Signal.@Nullable Symptom symptom) {
        Sensor sensor = new Sensor(seed(metric, zone), decimals, noise, canFail);
        signals.add(new Signal(nameplate.id(), metric, zone, decimals, quantity, sensor, symptom));
        return this;
    }

    private long seed(String metric, int zone) {
        return Noise.hash(Noise.hash(seed, metric), zone);
    }
}
