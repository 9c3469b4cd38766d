package dev.andon.status;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
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

    record InfluxHealth(String name, String status) {}

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
                .body(new InfluxHealth("andon", good ? "pass" : "fail"));
    }

    /** Only that the server itself is there. */
    @GetMapping("/ping")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ping() {}

    private static HttpStatus status(boolean good) {
        return good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    }
}
