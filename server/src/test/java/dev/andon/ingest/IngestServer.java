package dev.andon.ingest;

import dev.andon.accounts.Right;
import dev.andon.accounts.Standing;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** The modules up to ingest behind a real web server, open to everybody. */
final class IngestServer implements AutoCloseable {
    private final AtomicBoolean mayIngest = new AtomicBoolean(true);
    private final ConfigurableApplicationContext context;

    IngestServer(DataSource dataSource, Clock clock, String... properties) {
        context =
                new SpringApplicationBuilder(Modules.class)
                        .initializers(started -> {
                            GenericApplicationContext beans = (GenericApplicationContext) started;
                            beans.registerBean(DataSource.class, () -> dataSource);
                            beans.registerBean(Clock.class, () -> clock);
                            beans.registerBean(Filter.class, () -> this::letIn);
                        })
                        .properties(
                                "server.port=0",
                                "server.address=127.0.0.1",
                                "server.shutdown=graceful",
                                "spring.threads.virtual.enabled=true",
                                "spring.main.banner-mode=off",
                                "spring.mvc.problemdetails.enabled=true",
                                "logging.level.root=warn")
                        .properties(properties)
                        .run();
    }

    /** As the security chain does, with proof that can be asked again. */
    private void letIn(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Standing standing = right -> right == Right.INGEST && mayIngest.get();
        Authentication sender =
                UsernamePasswordAuthenticationToken.authenticated("test", standing, List.of());
        chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public Principal getUserPrincipal() {
                        return sender;
                    }
                },
                response);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** From now on the sender would not be let in any more. */
    void revoke() {
        mayIngest.set(false);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Security and migrations are other modules' business. */
    @EnableAutoConfiguration(
            exclude = {
                FlywayAutoConfiguration.class,
                ManagementWebSecurityAutoConfiguration.class,
                SecurityAutoConfiguration.class,
                SecurityFilterAutoConfiguration.class,
                ServletWebSecurityAutoConfiguration.class,
                UserDetailsServiceAutoConfiguration.class
            })
    @ConfigurationPropertiesScan({"dev.andon.catalog", "dev.andon.store", "dev.andon.ingest"})
    @ComponentScan({"dev.andon.catalog", "dev.andon.store", "dev.andon.ingest"})
    static class Modules {}
}
