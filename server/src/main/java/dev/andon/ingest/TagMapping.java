package dev.andon.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tags of line protocol mean, as the configuration says: each is the machine, a part of
 * the metric's name, the zone, or left out on purpose. An entry is a tag in any measurement, or
 * {@code measurement.tag}, which goes before it.
 */
final class TagMapping {
    enum Use {
        MACHINE("machine-tags", "name the machine"),
        METRIC("metric-tags", "are part of the metric's name"),
        ZONE("zone-tags", "are the zone's number"),
        IGNORED("ignored-tags", "are left out");

        private final String setting;
        private final String words;

        Use(String setting, String words) {
            this.setting = setting;
            this.words = words;
        }
    }

    /**
     * @param rank where in its list the tag stands: of two that name the machine the first counts,
     *     and a metric's name is joined in this order, not in that of the line
     */
    record Meaning(Use use, int rank) {}

    private final IngestConfig config;
    private final Map<String, Meaning> meanings = new HashMap<>();

    TagMapping(IngestConfig config) {
        this.config = config;
        for (Use use : Use.values()) {
            List<String> tags = tags(use);
            for (int rank = 0; rank < tags.size(); rank++) {
                meanings.put(tags.get(rank), new Meaning(use, rank));
            }
        }
    }

    /** Null if nobody has said what the tag means. */
    @Nullable Meaning of(String measurement, String tag) {
        Meaning here = meanings.get(measurement + "." + tag);
        return here == null ? meanings.get(tag) : here;
    }

    List<String> tags(Use use) {
        return switch (use) {
            case MACHINE -> config.machineTags();
            case METRIC -> config.metricTags();
            case ZONE -> config.zoneTags();
            case IGNORED -> config.ignoredTags();
        };
    }

    /** The line for andon.yaml that would give these tags a meaning, and what it would do. */
    String advice(Use use, List<String> more) {
        StringBuilder line = new StringBuilder("andon.ingest.").append(use.setting).append(": [");
        for (String tag : tags(use)) {
            line.append(yaml(tag)).append(", ");
        }
        for (String tag : more) {
            line.append(yaml(tag)).append(", ");
        }
        line.setLength(line.length() - 2);
        return line.append("] (they ").append(use.words).append(")").toString();
    }

    /** As it is, where that is surely the same text to YAML. */
    private static String yaml(String tag) {
        return tag.matches("[A-Za-z_][A-Za-z0-9_./-]*") ? tag : "'" + tag.replace("'", "''") + "'";
    }
}
