package dev.andon.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How old the latest values may be of what others than this server have written.
 *
 * @param refreshEvery how often the newest two days are looked at while somebody asks; an answer is
 *     at most twice as old
 * @param searchEvery how often older days are searched for series that have been silent since
 */
@ConfigurationProperties(prefix = "andon.latest", ignoreUnknownFields = false)
record LatestConfig(
        @DefaultValue("2s") Duration refreshEvery, @DefaultValue("10m") Duration searchEvery) {}
