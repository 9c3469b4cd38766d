package dev.andon.accounts;

import dev.andon.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logging in and out, and changing one's own password. */
@RestController
@RequestMapping("/api/v1/session")
final class SessionApi {
    private static final Logger AUDIT = LoggerFactory.getLogger("dev.andon.audit");

    /** As long as browsers allow: when a session ends is decided by the server, not the cookie. */
    private static final Duration COOKIE_AGE = Duration.ofDays(400);

    private final UserStore users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final String version;

    SessionApi(
            UserStore users,
            Sessions sessions,
            Passwords passwords,
            LoginThrottle throttle,
            @Value("${spring.application.version:development}") String version) {
        this.version = version;
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    record LoginRequest(@Nullable String username, @Nullable String password) {}

    record PasswordRequest(@Nullable String current, @Nullable String password) {}

    record UserAnswer(String login, String name, Role role) {}

    record SessionAnswer(UserAnswer user, String version) {
        SessionAnswer(Caller.Person person, String version) {
            this(new UserAnswer(person.login(), person.name(), person.role()), version);
        }
    }

    @GetMapping
    SessionAnswer show(@AuthenticationPrincipal Caller caller) {
        return new SessionAnswer(person(caller), version);
    }

    @PostMapping
    ResponseEntity<SessionAnswer> logIn(
            @RequestBody LoginRequest body, HttpServletRequest request) {
        Login login = Login.of(body.username());
        String address = request.getRemoteAddr();
        throttle.attempt(login.text(), address)
                .ifPresent(wait -> {
                    AUDIT.warn("Login of {} from {} held back", login, address);
                    throw tooOften(wait);
                });
        Caller.Person person =
                proven(login, body.password())
                        .orElseThrow(() -> {
                            AUDIT.warn("Login of {} from {} failed", login, address);
                            return Problem.unauthenticated(
                                    "Login and password do not belong together.");
                        });
        throttle.succeeded(login.text(), address);
        AUDIT.info("Login of {} from {}", login, address);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(sessions.start(person.login()), request))
                .body(new SessionAnswer(person, version));
    }

    @DeleteMapping
    ResponseEntity<Void> logOut(HttpServletRequest request) {
        if (Credentials.of(request) instanceof Credentials.Session(String secret)) {
            sessions.end(secret);
        }
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", request))
                .build();
    }

    /** All sessions of this person end, for one of them may be why; this browser gets a new one. */
    @PutMapping("/password")
    ResponseEntity<Void> changePassword(
            @RequestBody PasswordRequest body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        String login = person(caller).login();
        String address = request.getRemoteAddr();
        throttle.attempt(login, address)
                .ifPresent(wait -> {
                    throw tooOften(wait);
                });
        if (proven(Login.of(login), body.current()).isEmpty()) {
            throw Problem.invalid("The present password is not right, so it was not changed.");
        }
        throttle.succeeded(login, address);
        String fresh = body.password() == null ? "" : body.password();
        if (fresh.equals(body.current())) {
            throw Problem.invalid("The new password must differ from the present one.");
        }
        passwords
                .weakness(fresh, login)
                .ifPresent(weakness -> {
                    throw Problem.invalid(weakness);
                });
        users.change(login, null, passwords.hash(fresh), null);
        sessions.endAllOf(login);
        AUDIT.info("Password of {} changed by its owner from {}", login, address);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie(sessions.start(login), request))
                .build();
    }

    /** The hash is computed for unknown and disabled users as well. */
    private Optional<Caller.Person> proven(Login login, @Nullable String password) {
        Optional<UserStore.Login> found =
                users.find(login.text()).filter(known -> !known.user().disabled());
        boolean right =
                passwords.matches(
                        password == null ? "" : password,
                        found.map(UserStore.Login::passwordHash).orElse(null));
        return found.filter(_ -> right)
                .map(UserStore.Login::user)
                .map(user -> new Caller.Person(user.login(), user.name(), user.role()));
    }

    private static Caller.Person person(Caller caller) {
        return switch (caller) {
            case Caller.Person person -> person;
            case Caller.Program _ ->
                    throw Problem.forbidden(
                            "Only a person has a session; this request came with a token.");
        };
    }

    private static ErrorResponseException tooOften(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return Problem.later(
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many failed logins. Try again in %d s.".formatted(seconds),
                Duration.ofSeconds(seconds));
    }

    private static String cookie(String secret, HttpServletRequest request) {
        return ResponseCookie.from(Credentials.SESSION_COOKIE, secret)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(secret.isEmpty() ? Duration.ZERO : COOKIE_AGE)
                .build()
                .toString();
    }
}
