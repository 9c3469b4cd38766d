package dev.andon.dashboard;

import dev.andon.TestDatabase;
import dev.andon.accounts.OperatorToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard module with accounts and queries, on a real Tomcat and a real database. */
final class DashboardServer implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.shared();
    static final String UTC_MORNING =
            "\"from\":\"2025-03-19T08:00:00Z\",\"to\":\"2025-03-19T10:00:00Z\",\"timezone\":\"utc\"";

    private static final String DATA_SOURCES =
            """
            apiVersion: 1
            datasources:
              - {name: Andon, uid: andon, type: postgres, isDefault: true, jsonData: {timeInterval: 10s}, secureJsonData: {password: hush}}
              - {name: Andon too, uid: andon2, type: grafana-postgresql-datasource}
              - {name: Influx, uid: influx, type: influxdb}
            """;

    private static final String PROVIDER =
            """
            apiVersion: 1
            providers:
              - {name: plant, folder: Plant, type: file, updateIntervalSeconds: 1, options: {path: dashboards}}
            """;

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private DashboardServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static DashboardServer start(TestDatabase database, Path folder) throws Exception {
        write(folder.resolve("datasources/plant.yaml"), DATA_SOURCES);
        write(folder.resolve("dashboards/plant.yaml"), PROVIDER);
        SpringApplicationBuilder builder =
                new SpringApplicationBuilder(Parts.class)
                        .initializers(context -> register(context, database))
                        .properties(
                                "server.port=0",
                                "server.address=127.0.0.1",
                                "spring.main.banner-mode=off",
                                "spring.threads.virtual.enabled=true",
                                "spring.mvc.problemdetails.enabled=true",
                                "andon.dashboard.provisioning=" + folder);
        return new DashboardServer(builder.run());
    }

    private static void register(ConfigurableApplicationContext context, TestDatabase database) {
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        var owner =
                BeanDefinitionBuilder.genericBeanDefinition(DataSource.class, database::owner)
                        .setPrimary(true)
                        .getBeanDefinition();
        beans.registerBeanDefinition("dataSource", owner);
        beans.registerSingleton("reader", database.reader());
        beans.registerSingleton(
                "clock", Clock.fixed(Instant.parse("2025-03-19T10:00:00Z"), ZoneOffset.UTC));
    }

    @EnableAutoConfiguration(
            exclude = {FlywayAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
    @EnableConfigurationProperties(DashboardConfig.class)
    @ComponentScan({"dev.andon.accounts", "dev.andon.query", "dev.andon.dashboard"})
    static class Parts {}

    static void write(Path file, String content) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** Three machines in two areas, one with a quote in its name. */
    static TestDatabase plant() throws Exception {
        TestDatabase database = TestDatabase.migrated();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into machines (id, name, area) values
                        ('M-01', 'Extruder 1', 'Hall A'), ('M-02', 'Press 2', 'Hall A'),
                        ('M-0''3', 'O''Neil', 'Hall B')
                    """);
        }
        return database;
    }

    ProvisioningFolder folder() {
        return context.getBean(ProvisioningFolder.class);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    String token() {
        return context.getBean(OperatorToken.class).text();
    }

    JsonNode get(String path) throws Exception {
        return JSON.readTree(send(request(path).GET()).body());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The lines of a panel answer without the heartbeats. */
    List<JsonNode> lines(String path, String body) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        HttpResponse<String> response = post(path, body);
        response.body()
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> lines.add(JSON.readTree(line)));
        return lines;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer " + token());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
