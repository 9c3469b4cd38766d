package dev.andon.simulator;

import java.net.URI;
import java.time.Duration;

/**
 * What to simulate and where to send it.
 *
 * @param server address of Andon, such as {@code http://127.0.0.1:8080}
 * @param token a token with scope {@code ingest}
 * @param every distance of live samples, aligned to the clock
 * @param backfill how much history to send; zero for none
 * @param live whether to go on with live samples; otherwise the run ends with the history
 * @param seed the same seed gives the same plant with the same values at the same times
 */
public record SimulatorOptions(
        URI server, String token, Duration every, Duration backfill, boolean live, long seed) {
    public static final Duration HISTORY_STEP = Duration.ofSeconds(30);
    public static final long DEFAULT_SEED = 1;

    public SimulatorOptions {
        if (every.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException(
                    "The simulator sends at most ten times a second: --every is " + every + ".");
        }
        if (backfill.isNegative()) {
            throw new IllegalArgumentException("--backfill must not be negative: " + backfill);
        }
        if (!live && backfill.isZero()) {
            throw new IllegalArgumentException("Neither live samples nor history: nothing to do.");
        }
    }

    /** Live samples every 30 seconds after {@code backfill} of history. */
    public static SimulatorOptions live(URI server, String token, Duration backfill) {
        return new SimulatorOptions(server, token, HISTORY_STEP, backfill, true, DEFAULT_SEED);
    }
}
