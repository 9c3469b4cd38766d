package dev.andon.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LiveConfigTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(LiveConfig.class)
    static class Settings {}

    @Test
    void defaults() {
        application.run(context ->
                assertThat(context.getBean(LiveConfig.class))
                        .isEqualTo(
                                new LiveConfig(
                                        1000,
                                        16,
                                        5000,
                                        Duration.ofMillis(100),
                                        Duration.ofSeconds(20),
                                        Duration.ofMinutes(1))));
    }

    @Test
    void everyKey() {
        application
                .withPropertyValues(
                        "andon.live.sessions=1",
                        "andon.live.subscriptions=2",
                        "andon.live.points-kept=3",
                        "andon.live.message-every=4ms",
                        "andon.live.ping-every=5s",
                        "andon.live.dead-after=6m")
                .run(context ->
                        assertThat(context.getBean(LiveConfig.class))
                                .isEqualTo(
                                        new LiveConfig(
                                                1,
                                                2,
                                                3,
                                                Duration.ofMillis(4),
                                                Duration.ofSeconds(5),
                                                Duration.ofMinutes(6))));
    }

    @Test
    void unknownKeysStopTheServer() {
        application
                .withPropertyValues("andon.live.session=1")
                .run(context -> assertThat(context).hasFailed());
    }
}
