package dev.andon.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PostgresConfigTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(PostgresConfig.class)
    static class Settings {}

    @Test
    void defaults() {
        application.run(context ->
                assertThat(context.getBean(PostgresConfig.class))
                        .isEqualTo(
                                new PostgresConfig(
                                        Path.of("data"),
                                        null,
                                        "andon_reader",
                                        null,
                                        10,
                                        8,
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(30))));
    }

    @Test
    void everyKey() {
        application
                .withPropertyValues(
                        "andon.postgres.data=/var/lib/andon",
                        "andon.postgres.url=postgres://andon:secret@db/plant",
                        "andon.postgres.reader-role=viewer",
                        "andon.postgres.reader-password=other",
                        "andon.postgres.connections=3",
                        "andon.postgres.reader-connections=4",
                        "andon.postgres.statement-timeout=5m",
                        "andon.postgres.max-silence=6s")
                .run(context ->
                        assertThat(context.getBean(PostgresConfig.class))
                                .isEqualTo(
                                        new PostgresConfig(
                                                Path.of("/var/lib/andon"),
                                                "postgres://andon:secret@db/plant",
                                                "viewer",
                                                "other",
                                                3,
                                                4,
                                                Duration.ofMinutes(5),
                                                Duration.ofSeconds(6))));
    }

    @Test
    void blankIsAbsent() {
        application
                .withPropertyValues("andon.postgres.url= ", "andon.postgres.reader-password=")
                .run(context -> {
                    PostgresConfig config = context.getBean(PostgresConfig.class);
                    assertThat(config.url()).isNull();
                    assertThat(config.readerPassword()).isNull();
                });
    }

    @Test
    void unknownKeysStopTheServer() {
        application
                .withPropertyValues("andon.postgres.reader-conections=4")
                .run(context -> assertThat(context).hasFailed());
    }
}
