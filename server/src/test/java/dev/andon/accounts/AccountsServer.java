package dev.andon.accounts;

import dev.andon.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The accounts module on a real Tomcat and a real database. Behind the security chain, every
 * address that no controller of this module serves answers "reached".
 */
final class AccountsServer implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private AccountsServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static AccountsServer start(TestDatabase database, Clock clock) {
        SpringApplicationBuilder builder =
                new SpringApplicationBuilder(Parts.class)
                        .initializers(context -> {
                            var beans = context.getBeanFactory();
                            beans.registerSingleton("dataSource", database.owner());
                            beans.registerSingleton("clock", clock);
                        })
                        .properties(
                                "server.port=0",
                                "server.address=127.0.0.1",
                                "spring.main.banner-mode=off",
                                "server.forward-headers-strategy=framework",
                                "spring.mvc.problemdetails.enabled=true");
        return new AccountsServer(builder.run());
    }

    @EnableAutoConfiguration(
            exclude = {FlywayAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
    @ComponentScan("dev.andon.accounts")
    static class Parts {
        Parts(DataSource needed) {}
    }

    @RestController
    static class Everywhere {
        @RequestMapping("/**")
        String reached() {
            return "reached";
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A user with the {@link #PASSWORD}, without the way through the interface. */
    void addUser(String login, Role role) {
        String hash = bean(Passwords.class).hash(PASSWORD);
        var user =
                new UserStore.User(
                        login, "Name of " + login, role, false, bean(Clock.class).instant());
        bean(UserStore.class).add(user, hash);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String method, String path, @Nullable String json) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(
                                method,
                                json == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(json));
        return json == null ? request : request.header("Content-Type", "application/json");
    }

    HttpResponse<String> logIn(String login, String password) throws Exception {
        return send(
                request(
                        "POST",
                        "/api/v1/session",
                        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(login, password)));
    }

    /** The cookies of a browser that has logged in and looked at one page. */
    Browser browser(String login, String password) throws Exception {
        String session = cookie(logIn(login, password), Credentials.SESSION_COOKIE).orElseThrow();
        HttpResponse<String> page =
                send(
                        request("GET", "/api/v1/session", null)
                                .header("Cookie", Credentials.SESSION_COOKIE + "=" + session));
        return new Browser(this, session, cookie(page, "XSRF-TOKEN").orElseThrow());
    }

    record Browser(AccountsServer server, String session, String csrf) {
        HttpRequest.Builder request(String method, String path, @Nullable String json) {
            return server.request(method, path, json)
                    .header(
                            "Cookie",
                            "%s=%s; XSRF-TOKEN=%s"
                                    .formatted(Credentials.SESSION_COOKIE, session, csrf));
        }

        HttpResponse<String> send(String method, String path, @Nullable String json)
                throws Exception {
            return server.send(request(method, path, json).header("X-XSRF-TOKEN", csrf));
        }
    }

    static Optional<String> cookie(HttpResponse<?> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1).replaceFirst(";.*", ""))
                .findFirst();
    }

    @Override
    public void close() {
        context.close();
    }
}
