package dev.andon.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Up to which time a server has points, so that the next ones are new to it. */
final class Timeline {
    private static final int YEARS = 8;

    private final long cadenceMillis;
    private long nextMillis;
    private long points;

    private Timeline(Instant origin, Duration cadence) {
        this.nextMillis = origin.toEpochMilli();
        this.cadenceMillis = cadence.toMillis();
    }

    /**
     * The current day from its midnight (UTC) on, much denser than in a plant, so that it does not
     * end before the measurement. Shortly after midnight it is yesterday.
     */
    static Timeline today(Clock clock) {
        Instant midnight = clock.instant().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.DAYS);
        return new Timeline(midnight, Duration.ofMillis(5));
    }

    /** Years ago, every 30 s as the plant samples: a day is 864,000 points of 300 series. */
    static Timeline longAgo(Clock clock) {
        Instant then = clock.instant().minus(Duration.ofDays(YEARS * 365));
        return new Timeline(then.truncatedTo(ChronoUnit.DAYS), Duration.ofSeconds(30));
    }

    long nextMillis() {
        return nextMillis;
    }

    long cadenceMillis() {
        return cadenceMillis;
    }

    /** How many points were acknowledged, of which none was sent before. */
    long points() {
        return points;
    }

    void advance(List<Sender> senders, long acknowledged) {
        for (Sender sender : senders) {
            nextMillis = Math.max(nextMillis, sender.nextMillis());
        }
        points += acknowledged;
    }
}
