package dev.andon.query;

import dev.andon.planner.AdHocFilters;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Values of the catalogue, for lists to choose from. They cost no look at points. */
final class FilterQueries {
    /** A regular expression of a reader may take its time, but not more. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final JdbcClient catalog;

    FilterQueries(DataSource owner) {
        JdbcTemplate template = new JdbcTemplate(owner);
        template.setQueryTimeout((int) LONGEST.toSeconds());
        this.catalog = JdbcClient.create(template);
    }

    /**
     * @param key one of {@link AdHocFilters#keys}
     * @throws VariableException when a filter is none that PostgreSQL understands
     */
    List<String> values(String key, String search, List<AdHocFilters.Filter> others, int most) {
        Map<String, String> texts = new HashMap<>();
        UnaryOperator<String> parameter =
                text -> {
                    String name = "t" + texts.size();
                    texts.put(name, text);
                    return ":" + name;
                };
        StringBuilder conditions = new StringBuilder();
        for (AdHocFilters.Filter filter : others) {
            AdHocFilters.ofSeries(filter, "s", "m", parameter)
                    .ifPresent(condition -> conditions.append(" and ").append(condition));
        }
        String column = columnOf(key);
        try {
            return catalog.sql(
                            """
                            select %1$s::text from andon.machines m left join andon.series s on s.machine_id = m.id
                            where %1$s is not null and position(lower(:search) in lower(%1$s::text)) > 0 %2$s
                            group by %1$s order by %1$s limit :most
                            """
                                    .formatted(column, conditions))
                    .params(texts)
                    .param("search", search)
                    .param("most", most)
                    .query((row, index) -> row.getString(1))
                    .list();
        } catch (DataAccessException failure) {
            if (failure.getMostSpecificCause() instanceof SQLException cause
                    && String.valueOf(cause.getSQLState()).startsWith("22")) {
                throw new VariableException(
                        "Another filter is not understood: %s.".formatted(cause.getMessage()));
            }
            throw failure;
        }
    }

    /** A machine without points can be chosen as well. */
    private static String columnOf(String key) {
        return switch (key) {
            case "machine_id" -> "m.id";
            case "metric_type", "zone_number" -> "s." + key;
            default -> "m." + key;
        };
    }
}
