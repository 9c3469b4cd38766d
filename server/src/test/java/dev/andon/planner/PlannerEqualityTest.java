package dev.andon.planner;

import dev.andon.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** On PostgreSQL 18. */
class PlannerEqualityTest extends PlannerEqualityContract {
    private @Nullable TestDatabase database;
    private @Nullable SingleConnectionDataSource reader;

    PlannerEqualityTest() {
        super(1_500);
    }

    @Override
    Database open() {
        TestDatabase opened = TestDatabase.migrated();
        SingleConnectionDataSource reading =
                new SingleConnectionDataSource(opened.url("andon_reader"), true);
        database = opened;
        reader = reading;
        return new Database(opened.owner(), reading, "");
    }

    @Override
    void close() {
        if (reader != null) {
            reader.destroy();
        }
        if (database != null) {
            database.close();
        }
    }
}
