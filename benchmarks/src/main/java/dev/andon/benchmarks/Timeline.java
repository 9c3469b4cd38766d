package dev.andon.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** Up to which time a server has points, so that the next ones are new to it. */
final class Timeline {
    private static final int YEARS = 8;

    private final Supplier<Instant> earliest;
    private final long cadenceMillis;
    private long nextMillis;
    private long points;

    private Timeline(Supplier<Instant> earliest, Duration cadence) {
        this.earliest = earliest;
        this.cadenceMillis = cadence.toMillis();
    }

    /**
     * The hour that is not over yet, as a plant sends: an hour that is over would be late data,
     * which has its own measurements. Much denser than in a plant, so that it does not end before
     * the measurement.
     */
    static Timeline today(Clock clock) {
        return new Timeline(
                () -> clock.instant().truncatedTo(ChronoUnit.HOURS), Duration.ofMillis(1));
    }

    /** Years ago, every 30 s as the plant samples: a day is 864,000 points of 300 series. */
    static Timeline longAgo(Clock clock) {
        Instant then = clock.instant().minus(Duration.ofDays(YEARS * 365));
        Instant origin = then.truncatedTo(ChronoUnit.DAYS);
        return new Timeline(() -> origin, Duration.ofSeconds(30));
    }

    long nextMillis() {
        return Math.max(nextMillis, earliest.get().toEpochMilli());
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
