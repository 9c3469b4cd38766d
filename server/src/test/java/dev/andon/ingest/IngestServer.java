package dev.andon.ingest;

import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** The modules up to ingest behind a real web server, open to everybody. */
final class IngestServer implements AutoCloseable {
    /** Security and migrations are other modules' business. */
    private static final String WITHOUT =
            Stream.of(
                            "flyway.autoconfigure.FlywayAutoConfiguration",
                            "security.autoconfigure.SecurityAutoConfiguration",
                            "security.autoconfigure.UserDetailsServiceAutoConfiguration",
                            "security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
                            "security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
                            "security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration")
                    .map(name -> "org.springframework.boot." + name)
                    .collect(Collectors.joining(","));

    private final ConfigurableApplicationContext context;

    IngestServer(DataSource dataSource, Clock clock, String... properties) {
        context =
                new SpringApplicationBuilder(Modules.class)
                        .initializers(started -> {
                            GenericApplicationContext beans = (GenericApplicationContext) started;
                            beans.registerBean(DataSource.class, () -> dataSource);
                            beans.registerBean(Clock.class, () -> clock);
                        })
                        .properties(
                                "server.port=0",
                                "server.address=127.0.0.1",
                                "server.shutdown=graceful",
                                "spring.threads.virtual.enabled=true",
                                "spring.main.banner-mode=off",
                                "spring.mvc.problemdetails.enabled=true",
                                "logging.level.root=warn",
                                "spring.autoconfigure.exclude=" + WITHOUT)
                        .properties(properties)
                        .run();
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan("dev.andon.ingest")
    @ComponentScan({"dev.andon.catalog", "dev.andon.store", "dev.andon.ingest"})
    static class Modules {}
}
