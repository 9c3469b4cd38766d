package dev.andon.ingest;

import dev.andon.catalog.SeriesKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The series that a line's measurement and tags stand for. {@code machine_metrics} is Andon's own
 * table: its tags are the series, its fields value and target. Any other measurement makes a series
 * of each field.
 */
final class LineSeries {
    static final String OWN_MEASUREMENT = "machine_metrics";

    private final boolean own;
    private final String machineId;

    /** All of the metric's name but the field. */
    private final String metric;

    private final @Nullable Integer zoneNumber;
    private final @Nullable Objection objection;

    /** By the bytes of a field's name. */
    final ByteTable<Place> places = new ByteTable<>();

    LineSeries(boolean own, String machineId, String metric, @Nullable Integer zoneNumber) {
        this.own = own;
        this.machineId = machineId;
        this.metric = metric;
        this.zoneNumber = zoneNumber;
        this.objection = null;
    }

    private LineSeries(Objection objection) {
        this.own = false;
        this.machineId = "";
        this.metric = "";
        this.zoneNumber = null;
        this.objection = objection;
    }

    /** Where in the batch the series of a field is, and the last line that had the field. */
    static final class Place {
        int inBatch = -1;
        int lastLine = -1;
    }

    /** Why no line that begins like this is taken; or null. */
    @Nullable Objection objection() {
        return objection;
    }

    /** Empty where there is an objection. */
    String machineId() {
        return machineId;
    }

    boolean own() {
        return own;
    }

    SeriesKey key(String field) {
        return new SeriesKey(machineId, own ? metric : metric + "." + field, zoneNumber);
    }

    /**
     * @param parts the measurement, then names and values of tags in turn
     */
    static LineSeries of(List<String> parts, TagMapping mapping) {
        String measurement = parts.getFirst();
        if (measurement.isEmpty()) {
            return refused(RejectionKind.LINE_MALFORMED, "the measurement is missing");
        }
        Map<String, String> tags = new TreeMap<>();
        for (int i = 1; i < parts.size(); i += 2) {
            if (parts.get(i).isEmpty() || parts.get(i + 1).isEmpty()) {
                return refused(RejectionKind.LINE_MALFORMED, "a tag has no name or no value");
            }
            if (tags.put(parts.get(i), parts.get(i + 1)) != null) {
                return refused(
                        RejectionKind.LINE_MALFORMED,
                        "tag \"%s\" comes twice".formatted(parts.get(i)));
            }
        }
        return new TagReading(measurement, tags, mapping).series();
    }

    static LineSeries refused(RejectionKind kind, String reason) {
        return new LineSeries(new Objection(kind, reason));
    }
}
