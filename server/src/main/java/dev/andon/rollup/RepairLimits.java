package dev.andon.rollup;

import java.time.Duration;

/**
 * Of which changes a step of repair takes how many.
 *
 * @param series at most so many at once
 * @param hours at most so many of all of them together
 * @param quiet a series is taken when nothing of it has changed for so long
 * @param longest or when a change of it waits for so long already
 */
record RepairLimits(int series, int hours, Duration quiet, Duration longest) {}
