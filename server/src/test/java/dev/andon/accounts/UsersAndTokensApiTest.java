package dev.andon.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsersAndTokensApiTest {
    private static final SettableClock CLOCK = new SettableClock();
    private static TestDatabase database;
    private static AccountsServer server;
    private static AccountsServer.Browser admin;
    private static int users;

    private String grace = "";

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.migrated();
        server = AccountsServer.start(database, CLOCK);
        admin = server.browser("admin", server.bean(FirstLogin.class).password().orElseThrow());
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    /** Each test has a login of its own. */
    @BeforeEach
    void choose() {
        users++;
        grace = "grace" + users;
    }

    @Test
    void addsAUserWhoCanLogIn() throws Exception {
        HttpResponse<String> added =
                addUser(grace.toUpperCase(Locale.ROOT), "viewer", AccountsServer.PASSWORD);
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(added.body())
                .contains(
                        "\"login\":\"%s\"".formatted(grace),
                        "\"role\":\"viewer\"",
                        "\"disabled\":false")
                .doesNotContain("assword", "$2");
        assertThat(server.logIn(grace, AccountsServer.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(admin.send("GET", "/api/v1/users", null).body())
                .contains("\"login\":\"admin\"", "\"login\":\"%s\"".formatted(grace))
                .doesNotContain("$2");
    }

    @Test
    void refusesUsersThatCannotBe() throws Exception {
        addUser(grace, "viewer", AccountsServer.PASSWORD);
        assertThat(
                        addUser(grace.toUpperCase(Locale.ROOT), "viewer", AccountsServer.PASSWORD)
                                .statusCode())
                .isEqualTo(409);
        assertThat(addUser("two words", "viewer", AccountsServer.PASSWORD).statusCode())
                .isEqualTo(422);
        assertThat(addUser("ada", "owner", AccountsServer.PASSWORD).statusCode()).isEqualTo(422);
        assertThat(addUser("ada", "viewer", "short").statusCode()).isEqualTo(422);
        assertThat(addUser("ada-lovelace", "viewer", "ADA-lovelace").body())
                .contains("differ from the login");
    }

    @Test
    void changesTakeEffectOnOpenSessionsAtOnce() throws Exception {
        addUser(grace, "viewer", AccountsServer.PASSWORD);
        var browser = server.browser(grace, AccountsServer.PASSWORD);
        assertThat(browser.send("POST", "/api/ds/query", "{}").statusCode()).isEqualTo(403);
        assertThat(patch(grace, "{\"role\":\"editor\"}").body()).contains("\"role\":\"editor\"");
        assertThat(browser.send("POST", "/api/ds/query", "{}").statusCode()).isEqualTo(200);
        assertThat(patch(grace, "{\"disabled\":true}").body()).contains("\"disabled\":true");
        assertThat(browser.send("GET", "/api/search", null).statusCode()).isEqualTo(401);
        assertThat(server.logIn(grace, AccountsServer.PASSWORD).statusCode()).isEqualTo(401);
        patch(grace, "{\"disabled\":false,\"password\":\"another good one\"}");
        assertThat(server.logIn(grace, "another good one").statusCode()).isEqualTo(200);
        assertThat(patch("nobody", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void neverLocksEverybodyOut() throws Exception {
        assertThat(patch("admin", "{\"role\":\"viewer\"}").statusCode()).isEqualTo(409);
        assertThat(patch("admin", "{\"disabled\":true}").body()).contains("only administrator");
        addUser(grace, "admin", AccountsServer.PASSWORD);
        assertThat(patch(grace, "{\"role\":\"viewer\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void showsATokenOnceAndKeepsOnlyItsHash() throws Exception {
        HttpResponse<String> created =
                admin.send(
                        "POST",
                        "/api/v1/tokens",
                        "{\"name\":\"hall A\",\"scopes\":[\"ingest\",\"read\"]}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).containsPattern("\"token\":\"andon_[\\w-]{43}\"");
        String token = created.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        assertThat(withToken(token)).isEqualTo(200);
        assertThat(admin.send("GET", "/api/v1/tokens", null).body())
                .contains(
                        "\"name\":\"hall A\"",
                        "\"createdBy\":\"admin\"",
                        "\"lastUsed\":\"" + CLOCK.instant() + "\"")
                .doesNotContain(token);
    }

    @Test
    void revokesAtOnceHere() throws Exception {
        Tokens tokens = server.bean(Tokens.class);
        Tokens.Created created = tokens.create("x", Set.of(Scope.READ), "test");
        assertThat(withToken(created.token())).isEqualTo(200);
        String address = "/api/v1/tokens/" + created.info().id();
        assertThat(admin.send("DELETE", address, null).statusCode()).isEqualTo(204);
        assertThat(withToken(created.token())).isEqualTo(401);
        assertThat(admin.send("DELETE", address, null).statusCode()).isEqualTo(404);
        assertThat(admin.send("GET", "/api/v1/tokens", null).body())
                .contains("\"revoked\":\"" + CLOCK.instant() + "\"");
    }

    @Test
    void noticesWithinSecondsWhatAnotherServerRevoked() throws Exception {
        Tokens.Created created = server.bean(Tokens.class).create("x", Set.of(Scope.READ), "test");
        try (AccountsServer other = AccountsServer.start(database, CLOCK)) {
            assertThat(withToken(created.token())).isEqualTo(200);
            other.bean(Tokens.class).revoke(created.info().id(), "test");
            CLOCK.advance(Remembered.KEPT_FOR);
            assertThat(withToken(created.token())).isEqualTo(401);
        }
    }

    @Test
    void writesTheLastUseAtMostOnceAMinute() throws Exception {
        Tokens tokens = server.bean(Tokens.class);
        String token = tokens.create("x", Set.of(Scope.READ), "test").token();
        Instant first = CLOCK.instant();
        withToken(token);
        CLOCK.advance(Duration.ofSeconds(59));
        withToken(token);
        assertThat(tokens.all().getLast().lastUsed()).isEqualTo(first);
        CLOCK.advance(Duration.ofSeconds(2).plus(Remembered.KEPT_FOR));
        withToken(token);
        assertThat(tokens.all().getLast().lastUsed()).isEqualTo(CLOCK.instant());
    }

    @Test
    void refusesTokensThatWouldSayNothing() throws Exception {
        assertThat(newToken("{\"name\":\" \",\"scopes\":[\"read\"]}")).isEqualTo(422);
        assertThat(newToken("{\"name\":\"x\",\"scopes\":[]}")).isEqualTo(422);
        assertThat(newToken("{\"name\":\"x\",\"scopes\":[\"write\"]}")).isEqualTo(422);
        assertThat(newToken("{}")).isEqualTo(422);
    }

    @Test
    void saysSoWhenTheDatabaseIsAway() throws Exception {
        TestDatabase gone = TestDatabase.migrated();
        try (AccountsServer alone = AccountsServer.start(gone, CLOCK)) {
            Tokens tokens = alone.bean(Tokens.class);
            String token = tokens.create("x", Set.of(Scope.READ), "test").token();
            gone.close();
            HttpResponse<String> answer =
                    alone.send(
                            alone.request("GET", "/api/search", null)
                                    .header("Authorization", "Bearer " + token));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("urn:andon:unavailable", "\"retryable\":true");
        }
    }

    private HttpResponse<String> addUser(String login, String role, String password)
            throws Exception {
        return admin.send(
                "POST",
                "/api/v1/users",
                "{\"login\":\"%s\",\"name\":\"Somebody\",\"role\":\"%s\",\"password\":\"%s\"}"
                        .formatted(login, role, password));
    }

    private HttpResponse<String> patch(String login, @Nullable String json) throws Exception {
        return admin.send("PATCH", "/api/v1/users/" + login, json);
    }

    private int newToken(String json) throws Exception {
        return admin.send("POST", "/api/v1/tokens", json).statusCode();
    }

    private int withToken(String token) throws Exception {
        return server.send(
                        server.request("GET", "/api/search", null)
                                .header("Authorization", "Bearer " + token))
                .statusCode();
    }
}
