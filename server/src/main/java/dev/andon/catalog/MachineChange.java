package dev.andon.catalog;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What is to be set of a machine; null leaves it as it is. */
@JsonNaming(SnakeCaseStrategy.class)
public record MachineChange(
        @Nullable String name,
        @Nullable String site,
        @Nullable String area,
        @Nullable String line,
        @Nullable String status,
        @Nullable Double idealCycleSeconds) {}
