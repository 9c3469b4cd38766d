package dev.andon.rollup;

import java.sql.SQLException;
import java.time.Duration;

/** How levels come to hold what they should: the one difference between the engines. */
interface RollupSteps {
    /** Writes the next buckets of a level, at most so many hours of them. */
    RollupStore.Step close(String level, Duration longest) throws SQLException;

    /** Repairs what was changed. */
    RollupStore.Step repair(RepairLimits limits) throws SQLException;
}
