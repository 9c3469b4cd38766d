package dev.andon.retention;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The retention of a server, for tests elsewhere. */
public final class RetentionRuns {
    private final Retention retention;

    public RetentionRuns(DataSource dataSource, Clock clock, Rule... rules) {
        JdbcClient client = JdbcClient.create(dataSource);
        RetentionConfig config = new RetentionConfig(2, List.of(rules));
        RetentionQueries queries = new RetentionQueries(client);
        retention =
                new Retention(
                        new RetentionPlanner(queries, config, clock),
                        new RetentionStore(client, new JdbcTransactionManager(dataSource), queries),
                        config,
                        clock,
                        new SimpleMeterRegistry());
    }

    /**
     * @return why it ended early; null: it came to its end
     */
    public @Nullable String run() {
        retention.run("schedule");
        return Objects.requireNonNull(retention.latest()).failure();
    }
}
