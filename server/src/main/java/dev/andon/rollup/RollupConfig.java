package dev.andon.rollup;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What samples are summed up to, and when.
 *
 * @param levels widths of buckets
 * @param timeZone in which days begin and end; absent: as recorded in the database, and at the
 *     first start that of this server
 * @param grace how long after its end an hour is closed; points that come later are repairs
 * @param repairEvery how often is looked for late and corrected points
 * @param repairAfter a series is repaired when no more of them have come for so long
 * @param repairWithin or when one of them waits for so long
 */
@ConfigurationProperties(prefix = "andon.rollup", ignoreUnknownFields = false)
record RollupConfig(
        @DefaultValue({"5m", "1h", "1d"}) List<BucketWidth> levels,
        @Nullable ZoneId timeZone,
        @DefaultValue("2m") Duration grace,
        @DefaultValue("1s") Duration repairEvery,
        @DefaultValue("2s") Duration repairAfter,
        @DefaultValue("1m") Duration repairWithin) {

    RollupConfig {
        if (!levels.contains(BucketWidth.FINEST)) {
            throw new IllegalArgumentException(
                    "andon.rollup.levels must have 5m: changes are recorded in five minutes, and"
                            + " all other levels are built from it");
        }
    }
}
