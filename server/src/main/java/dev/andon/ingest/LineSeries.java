package dev.andon.ingest;

import dev.andon.catalog.SeriesKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The series that a line's measurement and tags stand for. {@code machine_metrics} is Andon's own
 * table: its tags are the series, its fields value and target. Any other measurement makes a series
 * of each field.
 */
final class LineSeries {
    static final String OWN_MEASUREMENT = "machine_metrics";

    private final String measurement;
    private final String machineId;
    private final @Nullable Integer zoneNumber;
    private final @Nullable String metricType;
    private final @Nullable Objection objection;

    /** Places in the batch, by the bytes of a field's name; a place of -1 is asked for again. */
    final ByteTable<int[]> places = new ByteTable<>();

    private LineSeries(
            String measurement,
            String machineId,
            @Nullable String metricType,
            @Nullable Integer zoneNumber,
            @Nullable Objection objection) {
        this.measurement = measurement;
        this.machineId = machineId;
        this.metricType = metricType;
        this.zoneNumber = zoneNumber;
        this.objection = objection;
    }

    /** Why no line that begins like this is taken; or null. */
    @Nullable Objection objection() {
        return objection;
    }

    boolean own() {
        return measurement.equals(OWN_MEASUREMENT);
    }

    SeriesKey key(String field) {
        return new SeriesKey(
                machineId, metricType == null ? measurement + "." + field : metricType, zoneNumber);
    }

    /**
     * @param parts the measurement, then names and values of tags in turn
     * @param machineTags names of tags that mean the machine; the first one present counts
     */
    static LineSeries of(List<String> parts, List<String> machineTags) {
        String measurement = parts.getFirst();
        Map<String, String> tags = new LinkedHashMap<>();
        Objection objection =
                measurement.isEmpty() ? malformed("the measurement is missing") : null;
        for (int i = 1; i < parts.size(); i += 2) {
            if (parts.get(i).isEmpty() || parts.get(i + 1).isEmpty()) {
                objection = malformed("a tag has no name or no value");
            } else if (tags.put(parts.get(i), parts.get(i + 1)) != null) {
                objection = malformed("tag \"%s\" comes twice".formatted(parts.get(i)));
            }
        }
        return objection == null
                ? of(measurement, tags, machineTags)
                : refused(measurement, objection);
    }

    private static LineSeries of(
            String measurement, Map<String, String> tags, List<String> machineTags) {
        boolean own = measurement.equals(OWN_MEASUREMENT);
        List<String> namesOfMachine = own ? List.of("machine_id") : machineTags;
        String machine = null;
        for (String name : namesOfMachine) {
            String value = tags.remove(name);
            machine = machine == null ? value : machine;
        }
        String metric = own ? tags.remove("metric_type") : null;
        String zone = tags.remove("zone_number");
        if (machine == null) {
            return refused(
                    measurement,
                    new Objection(
                            RejectionKind.NAME_MISSING,
                            "the machine is missing: no tag " + String.join(", ", namesOfMachine)));
        }
        if (own && metric == null) {
            return refused(
                    measurement,
                    new Objection(RejectionKind.NAME_MISSING, "tag metric_type is missing"));
        }
        if (!tags.isEmpty()) {
            return refused(measurement, objectionToOthers(tags));
        }
        Integer zoneNumber = zone == null ? null : zoneNumber(zone);
        return zone != null && zoneNumber == null
                ? refused(
                        measurement,
                        new Objection(
                                RejectionKind.ZONE_OUT_OF_RANGE,
                                "tag zone_number must be a whole number from 0 to 32767"))
                : new LineSeries(measurement, machine, metric, zoneNumber, null);
    }

    private static LineSeries refused(String measurement, Objection objection) {
        return new LineSeries(measurement, "", null, null, objection);
    }

    /** Leaving a tag out would merge series that differ in it, silently and for ever. */
    private static Objection objectionToOthers(Map<String, String> tags) {
        List<String> names = new ArrayList<>(new TreeSet<>(tags.keySet()));
        return new Objection(
                RejectionKind.TAG_UNMAPPED,
                "tags %s have no place in a series, which is a machine, a metric and a zone_number;"
                                .formatted(String.join(", ", names))
                        + " leave them out in the sender (Telegraf: tagexclude) or make them part of"
                        + " the machine's name or the measurement");
    }

    private static Objection malformed(String reason) {
        return new Objection(RejectionKind.LINE_MALFORMED, reason);
    }

    private static @Nullable Integer zoneNumber(String text) {
        boolean plain = text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int zone = plain ? Integer.parseInt(text) : -1;
        return zone >= 0 && zone <= Short.MAX_VALUE ? (Integer) zone : null;
    }
}
