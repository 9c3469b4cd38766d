package dev.andon.rollup;

import dev.andon.TestDatabase;
import dev.andon.postgres.DebianPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

class RollupPlanOnPostgres15Test extends RollupPlanContract {
    private @Nullable DebianPostgres server;

    @Override
    TestDatabase open() {
        server = DebianPostgres.start();
        return TestDatabase.migrated(server);
    }

    @Override
    @AfterAll
    void close() {
        super.close();
        if (server != null) {
            server.close();
        }
    }
}
