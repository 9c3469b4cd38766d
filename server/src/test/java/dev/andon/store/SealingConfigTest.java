package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SealingConfigTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(SealingConfig.class)
    static class Settings {}

    @Test
    void defaults() {
        application.run(context ->
                assertThat(context.getBean(SealingConfig.class))
                        .isEqualTo(
                                new SealingConfig(
                                        Duration.ofDays(30),
                                        Duration.ofMinutes(10),
                                        100_000,
                                        100_000,
                                        0.5)));
    }

    @Test
    void everyKey() {
        application
                .withPropertyValues(
                        "andon.sealing.after=4d",
                        "andon.sealing.look-every=5s",
                        "andon.sealing.points-per-second=6",
                        "andon.sealing.max-group-points=7",
                        "andon.sealing.pause-at-load=0.8")
                .run(context ->
                        assertThat(context.getBean(SealingConfig.class))
                                .isEqualTo(
                                        new SealingConfig(
                                                Duration.ofDays(4),
                                                Duration.ofSeconds(5),
                                                6,
                                                7,
                                                0.8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=71h",
                "look-every=0s",
                "points-per-second=0",
                "max-group-points=0",
                "pause-at-load=0",
                "before=30d"
            })
    void senselessSettingsStopTheServer(String setting) {
        application
                .withPropertyValues("andon.sealing." + setting)
                .run(context -> assertThat(context).hasFailed());
    }
}
