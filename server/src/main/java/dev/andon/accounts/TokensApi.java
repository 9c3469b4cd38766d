package dev.andon.accounts;

import dev.andon.problem.Problem;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens, for administrators and the command line. */
@RestController
@RequestMapping("/api/v1/tokens")
final class TokensApi {
    private static final int MAX_NAME_LENGTH = 100;

    private final Tokens tokens;

    TokensApi(Tokens tokens) {
        this.tokens = tokens;
    }

    record NewToken(@Nullable String name, @Nullable List<String> scopes) {}

    record CreatedToken(int id, String name, Set<Scope> scopes, Instant created, String token) {}

    @GetMapping
    List<TokenInfo> list() {
        return tokens.all();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CreatedToken create(@RequestBody NewToken body, @AuthenticationPrincipal Caller caller) {
        String name = body.name() == null ? "" : body.name().strip();
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw Problem.invalid(
                    "A token needs a name of 1 to %d characters that says who uses it."
                            .formatted(MAX_NAME_LENGTH));
        }
        Tokens.Created created =
                tokens.create(
                        name,
                        scopes(body.scopes() == null ? List.of() : body.scopes()),
                        caller.getName());
        TokenInfo info = created.info();
        return new CreatedToken(
                info.id(), info.name(), info.scopes(), info.created(), created.token());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable int id, @AuthenticationPrincipal Caller caller) {
        if (!tokens.revoke(id, caller.getName())) {
            throw Problem.notFound(
                    "There is no valid token %d, so nothing was changed.".formatted(id));
        }
    }

    private static Set<Scope> scopes(List<String> words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : words) {
            scopes.add(
                    Scope.of(word)
                            .orElseThrow(
                                    () -> Problem.invalid("A scope is ingest, read or admin.")));
        }
        if (scopes.isEmpty()) {
            throw Problem.invalid("A token needs at least one scope: ingest, read or admin.");
        }
        return scopes;
    }
}
