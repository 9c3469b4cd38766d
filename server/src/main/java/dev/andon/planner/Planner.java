package dev.andon.planner;

import java.util.Locale;

/** Finds the cheapest text that gives the rows of another. */
public final class Planner {
    private static final String VIEW = "machine_metrics";

    /** Whether the state of the rollups matters to a text at all. */
    public boolean concerns(String sql) {
        return sql.toLowerCase(Locale.ROOT).contains(VIEW);
    }

    /** Never fails: what is not understood is passed on unchanged, with the reason. */
    public Plan plan(String sql, RollupState state) {
        return new Plan(sql, null, "passed unchanged");
    }
}
