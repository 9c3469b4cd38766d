package dev.andon.retention;

import org.jspecify.annotations.Nullable;

/** What rules look at in a series. */
record Signal(int seriesId, String metric, String machine, @Nullable String area) {}
