package dev.andon.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What Andon's PostgreSQL was told about memory, durability and planning, for another one. */
final class PostgresSettings {
    private PostgresSettings() {}

    /** By name, in PostgreSQL's own units. */
    static Map<String, String> of(Andon andon) throws IOException, SQLException {
        String question =
                """
                select name, setting from pg_settings
                where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'effective_cache_size', 'work_mem',
                    'maintenance_work_mem', 'max_parallel_workers_per_gather', 'checkpoint_timeout', 'checkpoint_completion_target',
                    'max_wal_size', 'min_wal_size', 'wal_compression', 'jit', 'random_page_cost', 'timezone')
                """;
        Map<String, String> settings = new TreeMap<>();
        try (Connection connection = andon.administrator("postgres").open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                settings.put(rows.getString("name"), rows.getString("setting"));
            }
        }
        return settings;
    }
}
