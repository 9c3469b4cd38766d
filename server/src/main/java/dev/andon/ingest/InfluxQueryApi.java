package dev.andon.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.andon.problem.Problem;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The one question that clients of InfluxDB 1.x ask before they write: they want their database to
 * be there. Andon has only one, which always is.
 */
@RestController
class InfluxQueryApi {
    record Results(List<Result> results) {}

    record Result(@JsonProperty("statement_id") int statementId) {}

    @GetMapping("/query")
    Results get(@RequestParam(defaultValue = "") String q) {
        return answer(q);
    }

    @PostMapping("/query")
    Results post(@RequestParam(defaultValue = "") String q) {
        return answer(q);
    }

    private static Results answer(String statement) {
        String words = statement.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        if (words.startsWith("CREATE DATABASE ") && !words.contains(";")) {
            return new Results(List.of(new Result(0)));
        }
        throw Problem.malformed(
                "Andon takes points as InfluxDB does, but answers no InfluxQL except CREATE DATABASE. Nothing was read or changed. Ask in SQL instead: by Grafana, psql or POST /api/ds/query.");
    }
}
