package dev.andon.planner;

import dev.andon.TimescaleDatabase;
import org.jspecify.annotations.Nullable;

/** On TimescaleDB in memory, which has one connection, a superuser's. */
class PlannerEqualityOnTimescaleTest extends PlannerEqualityContract {
    private @Nullable TimescaleDatabase timescale;

    PlannerEqualityOnTimescaleTest() {
        super(150);
    }

    @Override
    Database open() {
        TimescaleDatabase opened = TimescaleDatabase.migrated();
        timescale = opened;
        return new Database(
                opened.owner(),
                opened.owner(),
                "set local role andon_reader; set local search_path = public");
    }

    @Override
    boolean severalConnections() {
        return false;
    }

    @Override
    void close() {
        if (timescale != null) {
            timescale.close();
        }
    }
}
