package dev.andon.dashboard;

import dev.andon.accounts.Caller;
import dev.andon.problem.Problem;
import dev.andon.query.DateMath;
import dev.andon.query.Scope;
import dev.andon.query.TimeRange;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From what a request says to the view that it means. */
@Component
final class Views {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final ProvisioningFolder folder;
    private final DateMath dates;

    Views(ProvisioningFolder folder, DateMath dates) {
        this.folder = folder;
        this.dates = dates;
    }

    /**
     * @param from a point in time as Grafana writes it, for example {@code now-6h}
     * @param values of variables, by name
     */
    record Request(
            @Nullable String from,
            @Nullable String to,
            @Nullable String timezone,
            @Nullable Map<String, List<String>> values) {}

    View of(String uid, Request request, Caller caller) {
        Provisioned now = folder.current();
        Dashboard dashboard = now.require(uid);
        ZoneId zone = zone(request.timezone());
        return new View(
                dashboard,
                now.dataSources(),
                range(request.from(), request.to(), zone)
                        .orElseThrow(() ->
                                Problem.invalid(
                                        "`from` and `to` must be epoch milliseconds, ISO"
                                                + " 8601 or relative, like now-6h and now.")),
                zone,
                request.values() == null ? Map.of() : request.values(),
                new Scope.User(0, caller.getName(), ""));
    }

    Optional<TimeRange> range(@Nullable String from, @Nullable String to, ZoneId zone) {
        return from == null || to == null ? Optional.empty() : dates.range(from, to, zone);
    }

    /** Without a zone, or with the browser's that only the browser knows, it is UTC. */
    private static ZoneId zone(@Nullable String name) {
        if (name == null || name.isBlank() || name.equals("utc") || name.equals("browser")) {
            return UTC;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Problem.invalid(
                    "'%s' is no time zone. Send an IANA name such as Europe/Berlin."
                            .formatted(name));
        }
    }
}
