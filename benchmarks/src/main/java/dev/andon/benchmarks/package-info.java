/**
 * Measures the built server from outside, beside InfluxDB where that is what it is compared with.
 */
@NullMarked
package dev.andon.benchmarks;

import org.jspecify.annotations.NullMarked;
