package dev.andon.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much open pages may ask of the server.
 *
 * @param sessions open connections at once; one more is turned away
 * @param subscriptions filters that one connection may have at once
 * @param pointsKept points that wait for one subscription; beyond that only the newest of each
 *     series stays
 * @param messageEvery shortest time between two messages to one connection
 * @param pingEvery how often a connection on which nothing happens is asked whether it is alive
 * @param deadAfter how long a reader may neither answer nor take what is sent
 */
@ConfigurationProperties(prefix = "andon.live", ignoreUnknownFields = false)
record LiveConfig(
        @DefaultValue("1000") int sessions,
        @DefaultValue("16") int subscriptions,
        @DefaultValue("5000") int pointsKept,
        @DefaultValue("100ms") Duration messageEvery,
        @DefaultValue("20s") Duration pingEvery,
        @DefaultValue("60s") Duration deadAfter) {}
