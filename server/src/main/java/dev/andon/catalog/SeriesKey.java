package dev.andon.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What tells one signal of the plant from another: the machine, the metric and, if any, the zone.
 */
public record SeriesKey(String machineId, String metricType, @Nullable Integer zoneNumber) {}
