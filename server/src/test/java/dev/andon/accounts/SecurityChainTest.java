package dev.andon.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every class of address against everybody who may knock. */
class SecurityChainTest {
    private enum Who {
        NOBODY,
        VIEWER,
        EDITOR,
        ADMIN,
        INGEST_TOKEN,
        READ_TOKEN,
        ADMIN_TOKEN
    }

    private static TestDatabase database;
    private static AccountsServer server;
    private static final Map<Role, AccountsServer.Browser> BROWSERS = new EnumMap<>(Role.class);
    private static final Map<Scope, String> TOKENS = new EnumMap<>(Scope.class);

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.migrated();
        server = AccountsServer.start(database, new SettableClock());
        for (Role role : Role.values()) {
            server.addUser("some-" + role.word(), role);
            BROWSERS.put(role, server.browser("some-" + role.word(), AccountsServer.PASSWORD));
        }
        for (Scope scope : Scope.values()) {
            TOKENS.put(
                    scope,
                    server.bean(Tokens.class)
                            .create("test " + scope.word(), Set.of(scope), "test")
                            .token());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # method | address                           | nobody | viewer | editor | admin | ingest | read | admin token
                    GET      | /api/health                       | 200    | 200    | 200    | 200   | 200    | 200  | 200
                    GET      | /health                           | 200    | 200    | 200    | 200   | 200    | 200  | 200
                    HEAD     | /ping                             | 200    | 200    | 200    | 200   | 200    | 200  | 200
                    POST     | /ping                             | 401    | 403    | 403    | 403   | 403    | 403  | 403
                    GET      | /                                 | 200    | 200    | 200    | 200   | 200    | 200  | 200
                    GET      | /assets/index.js                  | 200    | 200    | 200    | 200   | 200    | 200  | 200
                    GET      | /andon.svg                      | 200    | 200    | 200    | 200   | 200    | 200  | 200
                    GET      | /anything                         | 401    | 403    | 403    | 403   | 403    | 403  | 403
                    POST     | /api/v1/metrics                   | 401    | 403    | 403    | 200   | 200    | 403  | 200
                    POST     | /write                            | 401    | 403    | 403    | 200   | 200    | 403  | 200
                    POST     | /api/v2/write                     | 401    | 403    | 403    | 200   | 200    | 403  | 200
                    POST     | /query                            | 401    | 403    | 403    | 200   | 200    | 403  | 200
                    PUT      | /api/v1/machines/M-01             | 401    | 403    | 403    | 200   | 200    | 403  | 200
                    POST     | /api/v1/machines                  | 401    | 403    | 403    | 200   | 200    | 403  | 200
                    PATCH    | /api/v1/machines/M-01             | 401    | 403    | 403    | 200   | 200    | 403  | 200
                    DELETE   | /api/v1/machines/M-01             | 401    | 403    | 403    | 200   | 200    | 403  | 200
                    DELETE   | /api/v1/machines/M%2501           | 401    | 403    | 403    | 200   | 200    | 403  | 200
                    PUT      | /api/v1/machines/M-01/metrics     | 401    | 403    | 403    | 403   | 403    | 403  | 403
                    GET      | /api/v1/machines/M-01/metrics     | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    GET      | /api/v1/machines/M-01/trends      | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    GET      | /api/v1/machines/M-01/latest      | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    GET      | /api/v1/latest                    | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    POST     | /api/v1/latest                    | 401    | 403    | 403    | 403   | 403    | 403  | 403
                    GET      | /api/v1/machines                  | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    GET      | /api/v1/machines/M-01             | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    GET      | /api/search                       | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    GET      | /api/dashboards/uid/plant         | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    GET      | /api/datasources                  | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    GET      | /api/v1/provisioning              | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    GET      | /api/v1/status                    | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    POST     | /api/v1/dashboards/plant/query    | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    POST     | /api/v1/dashboards/plant/variables| 401    | 200    | 200    | 200   | 403    | 200  | 200
                    POST     | /api/v1/dashboards/plant/other    | 401    | 403    | 403    | 403   | 403    | 403  | 403
                    GET      | /ws/live                          | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    GET      | /ws/ingest                        | 401    | 403    | 403    | 200   | 200    | 403  | 200
                    GET      | /ws/other                         | 401    | 403    | 403    | 403   | 403    | 403  | 403
                    GET      | /actuator/prometheus              | 401    | 200    | 200    | 200   | 403    | 200  | 200
                    GET      | /actuator/env                     | 401    | 403    | 403    | 200   | 403    | 403  | 200
                    POST     | /api/ds/query                     | 401    | 403    | 200    | 200   | 403    | 403  | 200
                    GET      | /api/v1/users                     | 401    | 403    | 403    | 200   | 403    | 403  | 200
                    GET      | /api/v1/tokens                    | 401    | 403    | 403    | 200   | 403    | 403  | 200
                    DELETE   | /api/v1/tokens/999999             | 401    | 403    | 403    | 404   | 403    | 403  | 404
                    GET      | /api/v1/session                   | 401    | 200    | 200    | 200   | 403    | 403  | 403
                    GET      | /api/admin/settings               | 401    | 403    | 403    | 403   | 403    | 403  | 403
                    """)
    void opensOnlyToThoseWhoMay(
            String method,
            String path,
            int nobody,
            int viewer,
            int editor,
            int admin,
            int ingest,
            int read,
            int adminToken)
            throws Exception {
        int[] expected = {nobody, viewer, editor, admin, ingest, read, adminToken};
        Who[] everybody = Who.values();
        for (int i = 0; i < everybody.length; i++) {
            assertThat(server.send(as(everybody[i], method, path)).statusCode())
                    .as("%s %s as %s", method, path, everybody[i])
                    .isEqualTo(expected[i]);
        }
    }

    @Test
    void opensPagesToBrowsersThatAreNotLoggedIn() throws Exception {
        var page =
                server.request("GET", "/d/plant/overview", null).header("Accept", "text/html,*/*");
        assertThat(server.send(page).statusCode()).isEqualTo(200);
        var data = server.request("GET", "/api/search", null).header("Accept", "text/html,*/*");
        assertThat(server.send(data).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesInWordsThatHelp() throws Exception {
        HttpResponse<String> nobody = server.send(as(Who.NOBODY, "POST", "/api/v1/metrics"));
        assertThat(nobody.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(nobody.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"andon\"");
        assertThat(nobody.body())
                .contains(
                        "urn:andon:unauthenticated",
                        "\"retryable\":false",
                        "Authorization: Bearer");

        HttpResponse<String> viewer = server.send(as(Who.VIEWER, "POST", "/api/ds/query"));
        assertThat(viewer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(viewer.body()).contains("urn:andon:forbidden", "POST /api/ds/query");
    }

    @Test
    void wantsTheCsrfCookieRepeatedWhenASessionChangesSomething() throws Exception {
        AccountsServer.Browser browser = browser(Role.EDITOR);
        HttpResponse<String> without = server.send(browser.request("POST", "/api/ds/query", "{}"));
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("X-XSRF-TOKEN");
        var wrong = browser.request("POST", "/api/ds/query", "{}").header("X-XSRF-TOKEN", "guess");
        assertThat(server.send(wrong).statusCode()).isEqualTo(403);
        assertThat(browser.send("POST", "/api/ds/query", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void keepsTheCsrfCookieSoThatRequestsSideBySideDoNotUndoEachOther() throws Exception {
        AccountsServer.Browser browser = browser(Role.EDITOR);
        var answer = server.send(browser.request("GET", "/api/search", null));
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void asksTokensForNoCsrfAndGivesThemNoCookies() throws Exception {
        HttpResponse<String> answer = server.send(as(Who.INGEST_TOKEN, "POST", "/api/v1/metrics"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void takesATokenInEveryPlaceWhereClientsPutIt() throws Exception {
        String token = Objects.requireNonNull(TOKENS.get(Scope.INGEST));
        assertThat(write("/write", "Bearer " + token)).isEqualTo(200);
        assertThat(write("/write", "Token " + token)).isEqualTo(200);
        assertThat(write("/write", "token  " + token)).isEqualTo(200);
        assertThat(write("/write", basic("anybody:" + token))).isEqualTo(200);
        assertThat(write("/write?db=plant&u=anybody&p=" + token, null)).isEqualTo(200);
        assertThat(write("/api/v2/write?p=" + token, null)).isEqualTo(401);
        assertThat(write("/write", "Bearer " + token + "x")).isEqualTo(401);
        assertThat(write("/write", "Bearer")).isEqualTo(401);
        assertThat(write("/write", basic("anybody:wrong"))).isEqualTo(401);
        assertThat(write("/write", "Basic !")).isEqualTo(401);
    }

    @Test
    void leavesASessionAloneWhenAProxyAddsItsOwnPassword() throws Exception {
        var request =
                browser(Role.VIEWER)
                        .request("GET", "/api/search", null)
                        .header("Authorization", basic("proxy:secret"));
        assertThat(server.send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void letsTheOperatorsTokenDoEverything() throws Exception {
        String token = server.bean(OperatorToken.class).text();
        var request =
                server.request("GET", "/api/v1/tokens", null)
                        .header("Authorization", "Bearer " + token);
        assertThat(server.send(request).statusCode()).isEqualTo(200);
    }

    private static int write(String path, @Nullable String authorization) throws Exception {
        HttpRequest.Builder request = server.request("POST", path, "x value=1");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return server.send(request).statusCode();
    }

    private static String basic(String userAndPassword) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequest.Builder as(Who who, String method, String path) {
        return switch (who) {
            case NOBODY -> server.request(method, path, null);
            case VIEWER -> session(Role.VIEWER, method, path);
            case EDITOR -> session(Role.EDITOR, method, path);
            case ADMIN -> session(Role.ADMIN, method, path);
            case INGEST_TOKEN -> token(Scope.INGEST, method, path);
            case READ_TOKEN -> token(Scope.READ, method, path);
            case ADMIN_TOKEN -> token(Scope.ADMIN, method, path);
        };
    }

    private static HttpRequest.Builder session(Role role, String method, String path) {
        AccountsServer.Browser browser = browser(role);
        return browser.request(method, path, null).header("X-XSRF-TOKEN", browser.csrf());
    }

    private static HttpRequest.Builder token(Scope scope, String method, String path) {
        return server.request(method, path, null)
                .header("Authorization", "Bearer " + TOKENS.get(scope));
    }

    private static AccountsServer.Browser browser(Role role) {
        return Objects.requireNonNull(BROWSERS.get(role));
    }
}
