package dev.andon.store;

import dev.andon.TestDatabase;
import dev.andon.postgres.DebianPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

class SealedSamplesOnPostgres15Test extends SealedSamplesContract {
    private @Nullable DebianPostgres server;

    @Override
    TestDatabase open() {
        server = DebianPostgres.start();
        return TestDatabase.migrated(server);
    }

    @Override
    @AfterAll
    void dropDatabase() {
        super.dropDatabase();
        if (server != null) {
            server.close();
        }
    }
}
