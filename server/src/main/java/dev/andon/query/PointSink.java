package dev.andon.query;

/** Takes the points of one series, one after the other. */
interface PointSink {
    /**
     * @param target NaN where there is none
     */
    void add(long epochMicros, double value, double target);
}
