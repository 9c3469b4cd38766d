package dev.andon.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a series of one measurement and its tags. */
final class TagReading {
    private final String measurement;
    private final Map<String, String> tags;
    private final TagMapping mapping;
    private final boolean own;

    private final SortedMap<Integer, String> machines = new TreeMap<>();
    private final SortedMap<Integer, String> metricValues = new TreeMap<>();
    private final List<String> zoneTags = new ArrayList<>();
    private final List<String> unmapped = new ArrayList<>();

    TagReading(String measurement, Map<String, String> tags, TagMapping mapping) {
        this.measurement = measurement;
        this.tags = tags;
        this.mapping = mapping;
        this.own = measurement.equals(LineSeries.OWN_MEASUREMENT);
    }

    LineSeries series() {
        String ownMachine = own ? tags.remove("machine_id") : null;
        String ownMetric = own ? tags.remove("metric_type") : null;
        tags.forEach(this::sort);
        String machine = own || machines.isEmpty() ? ownMachine : machines.firstEntry().getValue();
        if (machine == null) {
            return LineSeries.refused(
                    RejectionKind.NAME_MISSING, "the machine is missing: no tag " + machineTags());
        }
        if (own && ownMetric == null) {
            return LineSeries.refused(RejectionKind.NAME_MISSING, "tag metric_type is missing");
        }
        if (!unmapped.isEmpty()) {
            return LineSeries.refused(RejectionKind.TAG_UNMAPPED, objectionToUnmapped());
        }
        if (mayMerge()) {
            return LineSeries.refused(
                    RejectionKind.TAG_AMBIGUOUS,
                    "a value of the tags %s holds a dot; joined with dots to the metric's name, different tags could become the same"
                            .formatted(metricTags()));
        }
        if (zoneTags.size() > 1) {
            return LineSeries.refused(
                    RejectionKind.TAG_AMBIGUOUS,
                    "the tags %s all mean the zone, of which a series has one"
                            .formatted(String.join(", ", zoneTags)));
        }
        return withZone(machine, metric(ownMetric == null ? measurement : ownMetric));
    }

    private void sort(String tag, String value) {
        TagMapping.Meaning meaning = mapping.of(measurement, tag);
        if (meaning == null) {
            unmapped.add(tag);
            return;
        }
        switch (meaning.use()) {
            case MACHINE -> {
                if (own) {
                    unmapped.add(tag);
                } else {
                    machines.put(meaning.rank(), value);
                }
            }
            case METRIC -> metricValues.put(meaning.rank(), value);
            case ZONE -> zoneTags.add(tag);
            case IGNORED -> {}
        }
    }

    private LineSeries withZone(String machine, String metric) {
        if (zoneTags.isEmpty()) {
            return new LineSeries(own, machine, metric, null);
        }
        String tag = zoneTags.getFirst();
        Integer zone = zoneNumber(tags.getOrDefault(tag, ""));
        return zone == null
                ? LineSeries.refused(
                        RejectionKind.ZONE_OUT_OF_RANGE,
                        "tag %s must be a whole number from 0 to %d"
                                .formatted(tag, Short.MAX_VALUE))
                : new LineSeries(own, machine, metric, zone);
    }

    private String metric(String first) {
        return metricValues.isEmpty()
                ? first
                : first + "." + String.join(".", metricValues.values());
    }

    private boolean mayMerge() {
        return metricValues.size() > 1
                && metricValues.values().stream().anyMatch(value -> value.contains("."));
    }

    /** Leaving a tag out would merge series that differ in it, silently and for ever. */
    private String objectionToUnmapped() {
        List<String> advice = new ArrayList<>();
        advice.add(mapping.advice(TagMapping.Use.METRIC, unmapped));
        if (unmapped.stream().allMatch(tag -> zoneNumber(tags.getOrDefault(tag, "")) != null)) {
            advice.add(mapping.advice(TagMapping.Use.ZONE, unmapped));
        }
        advice.add(mapping.advice(TagMapping.Use.IGNORED, unmapped));
        return "the tags %s are not mapped, and leaving them out could merge different series; set in andon.yaml %s and start again, or leave them out in the sender (Telegraf: tagexclude)"
                .formatted(String.join(", ", unmapped), String.join(", or ", advice));
    }

    private String machineTags() {
        return own ? "machine_id" : String.join(", ", mapping.tags(TagMapping.Use.MACHINE));
    }

    private String metricTags() {
        List<String> names = mapping.tags(TagMapping.Use.METRIC);
        return String.join(", ", metricValues.keySet().stream().map(names::get).toList());
    }

    private static @Nullable Integer zoneNumber(String text) {
        boolean plain =
                !text.isEmpty()
                        && text.length() <= 5
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int zone = plain ? Integer.parseInt(text) : -1;
        return zone >= 0 && zone <= Short.MAX_VALUE ? (Integer) zone : null;
    }
}
