package dev.andon.status;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * For load balancers, Grafana and InfluxDB clients, each in the form it asks for; without login.
 */
@RestController
final class HealthApi {
    private final DatabaseHealth database;
    private final String version;

    HealthApi(
            DatabaseHealth database,
            @Value("${spring.application.version:development}") String version) {
        this.database = database;
        this.version = version;
    }

    record GrafanaHealth(String database, String version) {}

    record InfluxHealth(
            String name, String message, String status, List<Object> checks, String version) {}

    record InfluxVersion(String version) {}

    @GetMapping("/api/health")
    ResponseEntity<GrafanaHealth> grafana() {
        boolean good = database.isGood();
        return ResponseEntity.status(status(good))
                .body(new GrafanaHealth(good ? "ok" : "failing", version));
    }

    @GetMapping("/health")
    ResponseEntity<InfluxHealth> influx() {
        boolean good = database.isGood();
        return ResponseEntity.status(status(good))
                .body(
                        new InfluxHealth(
                                "andon",
                                good
                                        ? "ready for queries and writes"
                                        : "the database does not answer",
                                good ? "pass" : "fail",
                                List.of(),
                                version));
    }

    /** Only that the server itself is there. */
    @GetMapping("/ping")
    ResponseEntity<InfluxVersion> ping(@RequestParam(defaultValue = "false") String verbose) {
        return switch (verbose) {
            case "", "0", "false" -> ResponseEntity.noContent().build();
            default -> ResponseEntity.ok(new InfluxVersion(version));
        };
    }

    private static HttpStatus status(boolean good) {
        return good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    }
}
