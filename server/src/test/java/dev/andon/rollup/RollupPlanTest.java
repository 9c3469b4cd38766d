package dev.andon.rollup;

import dev.andon.TestDatabase;

class RollupPlanTest extends RollupPlanContract {
    @Override
    TestDatabase open() {
        return TestDatabase.migrated();
    }
}
