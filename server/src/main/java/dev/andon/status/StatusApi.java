package dev.andon.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.andon.accounts.Caller;
import dev.andon.accounts.Right;
import dev.andon.postgres.Database;
import dev.andon.store.EngineStore;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What this server is and how much it holds. */
@RestController
final class StatusApi {
    private final Database database;
    private final SizeQueries sizes;
    private final EngineStore engine;
    private final Clock clock;
    private final Instant started;
    private final String version;

    StatusApi(
            Database database,
            SizeQueries sizes,
            EngineStore engine,
            Clock clock,
            @Value("${spring.application.version:development}") String version) {
        this.database = database;
        this.sizes = sizes;
        this.engine = engine;
        this.clock = clock;
        this.started = clock.instant();
        this.version = version;
    }

    /**
     * @param http the address by which the caller has reached this server
     * @param psql the reading role's address with its password, for administrators
     * @param pointsExact whether {@code points} is counted rather than estimated
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Status(
            String version,
            String http,
            @Nullable String psql,
            String engine,
            String postgres,
            boolean embedded,
            long series,
            long points,
            boolean pointsExact,
            long uptimeSeconds) {}

    @GetMapping("/api/v1/status")
    Status status(HttpServletRequest request, @AuthenticationPrincipal Caller caller) {
        SizeQueries.Points points = sizes.points();
        return new Status(
                version,
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString(),
                caller.may(Right.ADMIN) ? database.readerUrl() : null,
                engine.current().toString(),
                database.version(),
                database.isEmbedded(),
                sizes.series(),
                points.count(),
                points.exact(),
                Duration.between(started, clock.instant()).toSeconds());
    }
}
