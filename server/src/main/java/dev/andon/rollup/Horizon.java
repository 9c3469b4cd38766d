package dev.andon.rollup;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes each hour a little after its end. While that waits for writers that are still at it, new
 * ones wait as well: so it waits a quarter of a second, then gives way for ten times as long and
 * tries again with more patience.
 */
final class Horizon {
    private static final Logger log = LoggerFactory.getLogger(Horizon.class);
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(250);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(2);

    private final RollupStore store;
    private final Clock clock;
    private final Duration grace;

    private @Nullable Instant closedUntil;
    private Duration patience = LEAST_PATIENCE;
    private Instant notBefore = Instant.MIN;

    Horizon(RollupStore store, Clock clock, Duration grace) {
        this.store = store;
        this.clock = clock;
        this.grace = grace;
    }

    void move() throws SQLException {
        Instant now = clock.instant();
        Instant end = now.minus(grace).truncatedTo(ChronoUnit.HOURS);
        if (now.isBefore(notBefore) || isClosed(end)) {
            return;
        }
        closedUntil = store.closedUntil();
        if (isClosed(end)) {
            return;
        }
        if (store.closeUntil(end, patience)) {
            closedUntil = end;
            patience = LEAST_PATIENCE;
            return;
        }
        notBefore = now.plus(patience.multipliedBy(10));
        if (patience.equals(MOST_PATIENCE)) {
            return;
        }
        patience = patience.multipliedBy(2);
        if (patience.equals(MOST_PATIENCE)) {
            log.warn(
                    "The times before {} cannot be closed: a writer has been in its transaction for"
                            + " long, or the clocks of this server and the database disagree."
                            + " Answers stay right and become slower until this is over",
                    end);
        }
    }

    private boolean isClosed(Instant end) {
        return closedUntil != null && !closedUntil.isBefore(end);
    }
}
