package dev.andon.planner;

import dev.andon.TestDatabase;
import dev.andon.postgres.DebianPostgres;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** On the oldest PostgreSQL that Andon takes. */
class PlannerEqualityOnPostgres15Test extends PlannerEqualityContract {
    private @Nullable DebianPostgres server;

    PlannerEqualityOnPostgres15Test() {
        super(250);
    }

    @Override
    Database open() {
        DebianPostgres started = DebianPostgres.start();
        server = started;
        TestDatabase database = TestDatabase.migrated(started);
        return new Database(
                database.owner(),
                new SingleConnectionDataSource(database.url("andon_reader"), true),
                "");
    }

    /** With the server, all of its connections end. */
    @Override
    void close() {
        if (server != null) {
            server.close();
        }
    }
}
