package dev.andon.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DashboardConfigTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(DashboardConfig.class)
    static class Settings {}

    @Test
    void defaults() {
        application.run(context ->
                assertThat(context.getBean(DashboardConfig.class))
                        .isEqualTo(new DashboardConfig(Path.of("provisioning"))));
    }

    @Test
    void everyKey() {
        application
                .withPropertyValues("andon.dashboard.provisioning=/etc/andon/provisioning")
                .run(context ->
                        assertThat(context.getBean(DashboardConfig.class))
                                .isEqualTo(
                                        new DashboardConfig(Path.of("/etc/andon/provisioning"))));
    }

    @Test
    void unknownKeysStopTheServer() {
        application
                .withPropertyValues("andon.dashboard.provisionning=typo")
                .run(context -> assertThat(context).hasFailed());
    }
}
