package dev.andon.ingest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** By these headers clients of InfluxDB see what they talk to; refusals have them, too. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InfluxHeaders extends OncePerRequestFilter {
    private static final Set<String> PATHS =
            Set.of("/ping", "/health", "/write", "/query", "/api/v2/write");

    private final String version;

    InfluxHeaders(@Value("${spring.application.version:development}") String version) {
        this.version = version;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PATHS.contains(request.getServletPath());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Influxdb-Build", "Andon");
        response.setHeader("X-Influxdb-Version", version);
        chain.doFilter(request, response);
    }
}
