package dev.andon.retention;

import java.time.Instant;

/**
 * Points, or a rollup of them.
 *
 * @param name as in rules
 * @param completeUntil until when everything is summed up in it
 */
record Level(String name, Instant completeUntil) {
    static final String RAW = "raw";
}
