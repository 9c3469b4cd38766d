package dev.andon.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When and how fast days are sealed into blocks.
 *
 * @param after how long a day has been over before it is sealed
 * @param lookEvery how often days are looked for; one that was written to since the last look waits
 *     for the next
 * @param pointsPerSecond at most so many points are sealed
 * @param maxGroupPoints points of one transaction, unless a series alone has more on a day; a late
 *     point of that day waits for it
 * @param pauseAtLoad sealing rests while so many writers of this server write on average; 1 is one
 *     all the time
 */
@ConfigurationProperties(prefix = "andon.sealing", ignoreUnknownFields = false)
record SealingConfig(
        @DefaultValue("30d") Duration after,
        @DefaultValue("10m") Duration lookEvery,
        @DefaultValue("100000") int pointsPerSecond,
        @DefaultValue("100000") int maxGroupPoints,
        @DefaultValue("0.5") double pauseAtLoad) {

    static final SealingConfig DEFAULT =
            new Binder().bindOrCreate("andon.sealing", Bindable.of(SealingConfig.class));

    SealingConfig {
        if (after.compareTo(Duration.ofDays(SealingStore.YOUNG_DAYS)) < 0) {
            throw new IllegalArgumentException(
                    "andon.sealing.after is less than 3d; younger days are still being written");
        }
        if (lookEvery.isNegative() || lookEvery.isZero()) {
            throw new IllegalArgumentException("andon.sealing.look-every must be more than 0");
        }
        if (pointsPerSecond < 1 || maxGroupPoints < 1) {
            throw new IllegalArgumentException(
                    "andon.sealing.points-per-second and max-group-points must be at least 1");
        }
        if (!(pauseAtLoad > 0)) {
            throw new IllegalArgumentException("andon.sealing.pause-at-load must be more than 0");
        }
    }
}
