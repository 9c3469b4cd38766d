package dev.andon.simulator;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One series: a quantity of a machine, its sensor and its name. Values are whole steps of
 * 10^-decimals.
 */
final class Signal {
    /** For signals of the machine as a whole. */
    static final int NO_ZONE = 0;

    private final String metric;
    private final int zone;
    private final int decimals;
    private final Quantity quantity;
    private final Sensor sensor;
    private final @Nullable Symptom symptom;
    private final byte[] jsonPrefix;

    /** How much of the value is added when a fault of this cause is about to happen. */
    record Symptom(Fault.Cause cause, double gain) {}

    Signal(
            String machineId,
            String metric,
            int zone,
            int decimals,
            Quantity quantity,
            Sensor sensor,
            @Nullable Symptom symptom) {
        this.metric = metric;
        this.zone = zone;
        this.decimals = decimals;
        this.quantity = quantity;
        this.sensor = sensor;
        this.symptom = symptom;
        String zoneMember = zone == NO_ZONE ? "" : "\"zone_number\":" + zone + ",";
        this.jsonPrefix =
                "{\"machine_id\":\"%s\",\"metric_type\":\"%s\",%s\"timestamp\":"
                        .formatted(machineId, metric, zoneMember)
                        .getBytes(StandardCharsets.UTF_8);
    }

    String metric() {
        return metric;
    }

    int zone() {
        return zone;
    }

    int decimals() {
        return decimals;
    }

    /**
     * The start of this signal's points in JSON, up to the timestamp; the same for each of them.
     */
    byte[] jsonPrefix() {
        return jsonPrefix;
    }

    /** Steps at the machine's moment, or {@link Sensor#NO_READING}. */
    long read(Machine machine) {
        return sensor.read(machine, this);
    }

    /** Steps of the target, or {@link Sensor#NO_READING} where there is none. */
    long target(Machine machine) {
        double target = quantity.target(machine);
        return Double.isNaN(target)
                ? Sensor.NO_READING
                : Math.round(target * Math.pow(10, decimals));
    }

    double physical(Machine machine) {
        double value = quantity.at(machine);
        return symptom == null
                ? value
                : value * (1 + symptom.gain() * machine.omen(symptom.cause()));
    }
}
