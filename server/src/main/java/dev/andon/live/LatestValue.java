package dev.andon.live;

/**
 * The newest point of a series.
 *
 * @param target NaN where there is none
 * @param learnedIn the round in which it was learned; see {@link LatestValues}
 */
record LatestValue(long epochMicros, double value, double target, long learnedIn) {}
