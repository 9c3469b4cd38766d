package dev.andon.accounts;

import dev.andon.problem.Problem;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users, for administrators. They are disabled, never deleted: the log still names them. */
@RestController
@RequestMapping("/api/v1/users")
final class UsersApi {
    private static final Logger AUDIT = LoggerFactory.getLogger("dev.andon.audit");

    private final UserStore users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Clock clock;

    UsersApi(UserStore users, Sessions sessions, Passwords passwords, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.clock = clock;
    }

    record NewUser(
            @Nullable String login,
            @Nullable String name,
            @Nullable String role,
            @Nullable String password) {}

    record Change(@Nullable String role, @Nullable String password, @Nullable Boolean disabled) {}

    @GetMapping
    List<UserStore.User> list() {
        return users.all();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    UserStore.User add(@RequestBody NewUser body, @AuthenticationPrincipal Caller caller) {
        Login login = Login.of(body.login());
        if (!login.possible()) {
            throw Problem.invalid(
                    "A login is 1 to 64 letters, digits or . _ @ + - and starts with a letter or"
                            + " digit.");
        }
        String name = body.name() == null || body.name().isBlank() ? login.text() : body.name();
        UserStore.User user =
                new UserStore.User(
                        login.text(), name.strip(), role(body.role()), false, clock.instant());
        String hash = hash(body.password(), login.text());
        if (!users.add(user, hash)) {
            throw Problem.conflict(
                    "There is a user %s already; nothing was changed.".formatted(login));
        }
        AUDIT.info("User {} with role {} added by {}", login, user.role(), caller.getName());
        return user;
    }

    @PatchMapping("/{typed}")
    UserStore.User change(
            @PathVariable String typed,
            @RequestBody Change body,
            @AuthenticationPrincipal Caller caller) {
        String login = existing(typed).login();
        Role role = body.role() == null ? null : role(body.role());
        String hash = body.password() == null ? null : hash(body.password(), login);
        if (!users.change(login, role, hash, body.disabled())) {
            throw Problem.conflict(
                    "%s is the only administrator who can log in. Give another user the role first."
                            .formatted(login));
        }
        if (hash != null || Boolean.TRUE.equals(body.disabled())) {
            sessions.endAllOf(login);
        } else {
            sessions.recheck();
        }
        AUDIT.info(
                "User {} changed by {}: role {}, disabled {}, new password {}",
                login,
                caller.getName(),
                role,
                body.disabled(),
                hash != null);
        return existing(login);
    }

    private UserStore.User existing(String typed) {
        return users.find(Login.of(typed).text())
                .map(UserStore.Login::user)
                .orElseThrow(() ->
                        Problem.notFound(
                                "There is no user of that login, so nothing was changed."));
    }

    private String hash(@Nullable String password, String login) {
        String chosen = password == null ? "" : password;
        passwords
                .weakness(chosen, login)
                .ifPresent(weakness -> {
                    throw Problem.invalid(weakness);
                });
        return passwords.hash(chosen);
    }

    private static Role role(@Nullable String word) {
        return Role.of(word == null ? "" : word)
                .orElseThrow(() -> Problem.invalid("A role is viewer, editor or admin."));
    }
}
