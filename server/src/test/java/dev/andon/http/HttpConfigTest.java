package dev.andon.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HttpConfigTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(HttpConfig.class)
    static class Settings {}

    /** Its default stands in application.yaml, beside those of the web server itself. */
    @Test
    void defaults() {
        application
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .run(context ->
                        assertThat(context.getBean(HttpConfig.class))
                                .isEqualTo(new HttpConfig("127.0.0.1:8080")));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0:9000, 0.0.0.0, 9000",
        "[::1]:80, ::1, 80",
        "andon.plant.example:0, andon.plant.example, 0"
    })
    void everyKey(String listen, String host, int port) {
        application
                .withPropertyValues("andon.http.listen=" + listen)
                .run(context -> {
                    HttpConfig config = context.getBean(HttpConfig.class);
                    assertThat(config.host()).isEqualTo(host);
                    assertThat(config.port()).isEqualTo(port);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"8080", ":8080", "localhost:", "localhost:http"})
    void whatIsNoAddressStopsTheServer(String listen) {
        application
                .withPropertyValues("andon.http.listen=" + listen)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void unknownKeysStopTheServer() {
        application
                .withPropertyValues("andon.http.listen=127.0.0.1:80", "andon.http.port=80")
                .run(context -> assertThat(context).hasFailed());
    }
}
