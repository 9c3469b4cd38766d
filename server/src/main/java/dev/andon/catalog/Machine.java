package dev.andon.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A machine and how it stands now.
 *
 * @param lastUpdatedMillis when anything of this row was last changed, not when the machine last
 *     sent
 * @param retiredMillis when it was taken out of service; null while it is in service
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Machine(
        String id,
        String name,
        @Nullable String site,
        @Nullable String area,
        @Nullable String line,
        @Nullable String status,
        @Nullable Double oee,
        @Nullable Double availability,
        @Nullable Double performance,
        @Nullable Double quality,
        @Nullable Double idealCycleSeconds,
        @JsonProperty("last_updated") long lastUpdatedMillis,
        @JsonProperty("retired") @Nullable Long retiredMillis) {

    public boolean isRetired() {
        return retiredMillis != null;
    }
}
