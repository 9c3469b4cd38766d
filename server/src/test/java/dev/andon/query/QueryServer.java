package dev.andon.query;

import dev.andon.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** The module behind real HTTP on a free port, without the rest of the product. */
final class QueryServer implements AutoCloseable {
    static final Instant NOW = Instant.parse("2025-03-19T10:00:00Z");

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private QueryServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static QueryServer over(TestDatabase database, Map<String, String> settings) {
        SpringApplicationBuilder builder =
                new SpringApplicationBuilder(Wiring.class)
                        .initializers(
                                context -> pools((GenericApplicationContext) context, database));
        // As arguments they win over the product's own settings file.
        Stream<String> listen = Stream.of("--server.port=0", "--server.address=127.0.0.1");
        Stream<String> more =
                settings.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue());
        return new QueryServer(builder.run(Stream.concat(listen, more).toArray(String[]::new)));
    }

    private static void pools(GenericApplicationContext context, TestDatabase database) {
        context.registerBean("reader", DataSource.class, database::reader);
        context.registerBean(
                "owner",
                DataSource.class,
                database::owner,
                definition -> definition.setPrimary(true));
    }

    @EnableAutoConfiguration(
            exclude = {
                DataSourceAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                ManagementWebSecurityAutoConfiguration.class,
                SecurityFilterAutoConfiguration.class,
                ServletWebSecurityAutoConfiguration.class
            })
    @Import({QueryWiring.class, DsQueryApi.class})
    static class Wiring {
        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        SourceDialects dialects() {
            return uid ->
                    Optional.of(
                            uid.equals("andon-timescaledb")
                                    ? Dialect.TIMESCALEDB
                                    : Dialect.POSTGRES);
        }
    }

    URI uri() {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + "/api/ds/query");
    }

    HttpResponse<String> post(JsonNode body) throws IOException, InterruptedException {
        return client.send(request(body.toString()), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest request(String body) {
        return HttpRequest.newBuilder(uri())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
