package dev.andon.live;

import dev.andon.catalog.SeriesKey;

/**
 * One new sample on its way to a reader.
 *
 * @param target NaN where there is none
 */
record LivePoint(SeriesKey series, long epochMicros, double value, double target) {}
