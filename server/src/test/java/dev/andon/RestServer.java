package dev.andon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.accounts.OperatorToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The modules between a machine's point and the answer to a question about it, on a real Tomcat and
 * a real database; the caller has the operator's token.
 */
public final class RestServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();
    private final SettableClock clock;
    private final ConfigurableApplicationContext context;

    public RestServer(TestDatabase database, Instant start, String... arguments) {
        clock = new SettableClock(start);
        SpringApplicationBuilder builder =
                new SpringApplicationBuilder(Parts.class)
                        .initializers(started -> register(started, database));
        String[] all = new String[arguments.length + 1];
        all[0] = "--andon.http.listen=127.0.0.1:0";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        context = builder.run(all);
    }

    private void register(ConfigurableApplicationContext started, TestDatabase database) {
        var beans = (DefaultListableBeanFactory) started.getBeanFactory();
        beans.registerBeanDefinition(
                "dataSource",
                BeanDefinitionBuilder.genericBeanDefinition(DataSource.class, database::owner)
                        .setPrimary(true)
                        .getBeanDefinition());
        beans.registerSingleton("reader", database.reader());
        beans.registerSingleton("clock", clock);
    }

    @EnableAutoConfiguration(
            exclude = {FlywayAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
    @ConfigurationPropertiesScan({
        "dev.andon.catalog",
        "dev.andon.http",
        "dev.andon.ingest",
        "dev.andon.query",
        "dev.andon.live",
        "dev.andon.store"
    })
    @ComponentScan({
        "dev.andon.accounts",
        "dev.andon.catalog",
        "dev.andon.http",
        "dev.andon.ingest",
        "dev.andon.live",
        "dev.andon.query",
        "dev.andon.store"
    })
    static class Parts {}

    public void setTime(Instant time) {
        clock.set(time);
    }

    public URI uri(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public HttpRequest.Builder request(String method, String path, @Nullable String json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .header(
                                "Authorization",
                                "Bearer " + context.getBean(OperatorToken.class).text())
                        .method(
                                method,
                                json == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(json));
        return json == null ? request : request.header("Content-Type", "application/json");
    }

    public HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> send(String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        return send(request(method, path, json));
    }

    /** The answer to a question that must succeed. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** Sends points that must all be taken. */
    public void points(String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", "/api/v1/metrics", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"rejected\":0");
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
