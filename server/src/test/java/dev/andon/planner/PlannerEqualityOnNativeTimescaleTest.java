package dev.andon.planner;

import com.zaxxer.hikari.HikariDataSource;
import dev.andon.postgres.NativeTimescale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** On TimescaleDB as it is installed for servers. */
class PlannerEqualityOnNativeTimescaleTest extends PlannerEqualityContract {
    private @Nullable NativeTimescale timescale;

    PlannerEqualityOnNativeTimescaleTest() {
        super(250);
    }

    @Override
    Database open() {
        NativeTimescale started = NativeTimescale.start();
        timescale = started;
        HikariDataSource owner = started.migrated();
        String url = owner.getJdbcUrl().replaceFirst("\\?.*", "");
        return new Database(
                owner, new SingleConnectionDataSource(url, "andon_reader", "test", true), "");
    }

    /** With the server, all of its connections end. */
    @Override
    void close() {
        if (timescale != null) {
            timescale.close();
        }
    }
}
