package dev.andon.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.SettableClock;
import dev.andon.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionApiTest {
    private static final String NEW_PASSWORD = "another good one";

    private static final SettableClock CLOCK = new SettableClock();
    private static TestDatabase database;
    private static AccountsServer server;
    private static int users;

    private String ada = "";

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        server = AccountsServer.start(database, CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    /** Each test has a user of its own, and an address that has not failed yet. */
    @BeforeEach
    void addUser() {
        users++;
        ada = "ada" + users;
        server.addUser(ada, Role.EDITOR);
        CLOCK.advance(Duration.ofHours(1));
    }

    @Test
    void firstStartMakesAnAdministratorOnce() throws Exception {
        String password = server.bean(FirstLogin.class).password().orElseThrow();
        assertThat(server.logIn("admin", password).body())
                .contains("\"login\":\"admin\"", "\"role\":\"admin\"", "\"version\":");
        try (AccountsServer again = AccountsServer.start(database, CLOCK)) {
            assertThat(again.bean(FirstLogin.class).password()).isEmpty();
            assertThat(again.logIn("admin", password).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void logsInWithACookieThatScriptsCannotRead() throws Exception {
        HttpResponse<String> answer =
                server.logIn(" " + ada.toUpperCase(Locale.ROOT) + " ", AccountsServer.PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "{\"user\":{\"login\":\"%s\",\"name\":\"Name of %s\",\"role\":\"editor\"}"
                                .formatted(ada, ada));
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie)
                                .startsWith("ANDON_SESSION=")
                                .contains("HttpOnly", "SameSite=Lax", "Path=/"));
    }

    @Test
    void marksTheCookieSecureBehindATlsProxy() throws Exception {
        var request =
                server.request(
                                "POST",
                                "/api/v1/session",
                                "{\"username\":\"%s\",\"password\":\"%s\"}"
                                        .formatted(ada, AccountsServer.PASSWORD))
                        .header("X-Forwarded-Proto", "https");
        assertThat(server.send(request).headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("ANDON_SESSION=").contains("Secure"));
    }

    @Test
    void refusesWrongUnknownAndDisabledInTheSameWords() throws Exception {
        server.bean(UserStore.class).change(ada, null, null, true);
        HttpResponse<String> disabled = server.logIn(ada, AccountsServer.PASSWORD);
        HttpResponse<String> unknown = server.logIn("nobody", AccountsServer.PASSWORD);
        HttpResponse<String> strange = server.logIn("no such\\nlogin", AccountsServer.PASSWORD);
        server.bean(UserStore.class).change(ada, null, null, false);
        HttpResponse<String> wrong = server.logIn(ada, "not the password");
        assertThat(disabled.statusCode()).isEqualTo(401);
        assertThat(disabled.body())
                .isEqualTo(unknown.body())
                .isEqualTo(wrong.body())
                .isEqualTo(strange.body());
        assertThat(server.send(server.request("POST", "/api/v1/session", "{}")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void saysHowLongToWaitAfterManyFailures() throws Exception {
        for (int i = 0; i < LoginThrottle.FREE_TRIES_OF_A_LOGIN; i++) {
            assertThat(server.logIn(ada, "guess number " + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> throttled = server.logIn(ada, AccountsServer.PASSWORD);
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(throttled.body()).contains("urn:andon:too-many-requests", "\"retryable\":true");
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(server.logIn(ada, AccountsServer.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsAWallScreenLoggedInOverARestart() throws Exception {
        var browser = server.browser(ada, AccountsServer.PASSWORD);
        try (AccountsServer restarted = AccountsServer.start(database, CLOCK)) {
            assertThat(status(restarted, browser.session())).isEqualTo(200);
        }
    }

    @Test
    void keepsASessionWhileItIsUsedAndEndsItAfterThirtyIdleDays() throws Exception {
        String session = server.browser(ada, AccountsServer.PASSWORD).session();
        for (int day = 0; day < 60; day += 20) {
            CLOCK.advance(Duration.ofDays(20));
            assertThat(status(session)).isEqualTo(200);
        }
        CLOCK.advance(Sessions.IDLE_LIMIT);
        assertThat(status(session)).isEqualTo(401);
    }

    @Test
    void logsOutForGood() throws Exception {
        var browser = server.browser(ada, AccountsServer.PASSWORD);
        HttpResponse<String> answer = browser.send("DELETE", "/api/v1/session", null);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).contains("ANDON_SESSION=;", "Max-Age=0"));
        assertThat(status(browser.session())).isEqualTo(401);
    }

    @Test
    void endsEverySessionWhenThePasswordChanges() throws Exception {
        var other = server.browser(ada, AccountsServer.PASSWORD);
        var browser = server.browser(ada, AccountsServer.PASSWORD);
        HttpResponse<String> answer =
                changePassword(browser, AccountsServer.PASSWORD, NEW_PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(status(other.session())).isEqualTo(401);
        assertThat(status(browser.session())).isEqualTo(401);
        String fresh = AccountsServer.cookie(answer, "ANDON_SESSION").orElseThrow();
        assertThat(status(fresh)).isEqualTo(200);
        assertThat(server.logIn(ada, NEW_PASSWORD).statusCode()).isEqualTo(200);
        assertThat(server.logIn(ada, AccountsServer.PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesWeakPasswordsWithAReason() throws Exception {
        var browser = server.browser(ada, AccountsServer.PASSWORD);
        assertThat(changePassword(browser, "wrong", NEW_PASSWORD).body())
                .contains("\"status\":422", "present password");
        assertThat(changePassword(browser, AccountsServer.PASSWORD, "short").body())
                .contains("\"status\":422", "at least 10");
        assertThat(changePassword(browser, AccountsServer.PASSWORD, "x".repeat(73)).body())
                .contains("\"status\":422", "at most 72");
        assertThat(changePassword(browser, AccountsServer.PASSWORD, AccountsServer.PASSWORD).body())
                .contains("\"status\":422", "differ from the present");
        assertThat(status(browser.session())).isEqualTo(200);
    }

    private static HttpResponse<String> changePassword(
            AccountsServer.Browser browser, String current, String fresh) throws Exception {
        return browser.send(
                "PUT",
                "/api/v1/session/password",
                "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, fresh));
    }

    private static int status(String session) throws Exception {
        return status(server, session);
    }

    private static int status(AccountsServer server, String session) throws Exception {
        return server.send(
                        server.request("GET", "/api/v1/session", null)
                                .header("Cookie", "ANDON_SESSION=" + session))
                .statusCode();
    }
}
