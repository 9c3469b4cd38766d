package dev.andon.query;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of what is read of one machine.
 *
 * @param pointLimit raw points of one JSON answer; the rest is for the next one
 * @param longestTrend longest window of a trend
 */
@ConfigurationProperties(prefix = "andon.values", ignoreUnknownFields = false)
record ValuesConfig(
        @DefaultValue("100000") int pointLimit, @DefaultValue("7d") Duration longestTrend) {}
