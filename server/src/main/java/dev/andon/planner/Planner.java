package dev.andon.planner;

import dev.andon.planner.BlockPlanner.Outcome;
import dev.andon.planner.RollupState.Level;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a cheaper text that gives the rows of another: where it asks {@code machine_metrics} for
 * aggregates, it reads closed buckets of the rollups, and points only beside them.
 */
public final class Planner {
    private static final Logger log = LoggerFactory.getLogger(Planner.class);
    private static final int LONGEST = 65_536;
    private static final Set<String> CHANGES = Set.of("insert", "update", "delete", "merge");

    private final boolean enabled;
    private final PlannerMeters meters;

    /** One that counts nothing. */
    public Planner() {
        this(true, PlannerMeters.NONE);
    }

    Planner(boolean enabled, PlannerMeters meters) {
        this.enabled = enabled;
        this.meters = meters;
    }

    /** Whether the state of the rollups matters to a text at all. */
    public boolean concerns(String sql) {
        return enabled
                && sql.length() <= LONGEST
                && sql.toLowerCase(Locale.ROOT).contains(FromClause.VIEW);
    }

    /** Never fails: what is not understood is passed on unchanged, with the reason. */
    public Plan plan(String sql, RollupState state) {
        long begin = System.nanoTime();
        Plan plan = concerns(sql) ? understood(sql, state) : new Plan(sql, null, "not planned");
        meters.took(PlannerMeters.Step.PLAN, System.nanoTime() - begin);
        meters.planned(plan);
        return plan;
    }

    /** Null for a question that can only be asked as a whole. */
    public @Nullable Slicing slicing(String sql, RollupState state) {
        long begin = System.nanoTime();
        Slicing slicing =
                state.otherColumns().isEmpty()
                        ? found(sql, block -> Slicer.of(block, state))
                        : null;
        meters.took(PlannerMeters.Step.SLICE, System.nanoTime() - begin);
        return slicing;
    }

    /** Null for a question that is not for the first rows by time. */
    public @Nullable FirstRows firstRows(String sql, RollupState state) {
        return found(sql, block -> FirstRows.of(block, state));
    }

    private interface Search<T> {
        @Nullable T of(SelectBlock block);
    }

    /** Null, too, for a text that is more than one SELECT. */
    private static <T> @Nullable T found(String sql, Search<T> search) {
        try {
            SqlText text = SqlText.of(sql);
            refuseOthers(text);
            List<SelectBlock> blocks = SelectBlock.all(text);
            return blocks.size() == 1 && text.is(0, "select") ? search.of(blocks.getFirst()) : null;
        } catch (Refusal refusal) {
            return null;
        }
    }

    /** The plan that is left when the database refused the one that was made. */
    public Plan failed(String sql, String message) {
        log.warn(
                "A question was answered from points because its plan failed, which costs time and"
                        + " is a fault of Andon; the answer is right: {} {}",
                message,
                sql);
        return new Plan(sql, null, "points: the plan failed: " + message);
    }

    private static Plan understood(String sql, RollupState state) {
        try {
            SqlText text = SqlText.of(sql);
            refuseOthers(text);
            return plan(text, state);
        } catch (Refusal refusal) {
            return new Plan(sql, null, "points: " + refusal.reason());
        }
    }

    private static Plan plan(SqlText text, RollupState state) {
        Edits edits = new Edits(text);
        Level coarsest = null;
        StringJoiner explanation =
                new StringJoiner("; ").setEmptyValue("machine_metrics itself is not read");
        for (SelectBlock block : SelectBlock.all(text)) {
            Outcome outcome = BlockPlanner.plan(block, state);
            if (outcome != null) {
                edits.add(outcome.edits());
                coarsest = coarser(coarsest, outcome.level());
                explanation.add(outcome.explanation());
            }
        }
        return new Plan(
                edits.apply(), coarsest == null ? null : coarsest.name(), explanation.toString());
    }

    private static @Nullable Level coarser(@Nullable Level one, @Nullable Level other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.widthMicros() >= other.widthMicros() ? one : other;
    }

    /**
     * Everything but a single question, and texts in which the view's name means something else.
     */
    private static void refuseOthers(SqlText text) {
        if (!text.is(0, "select") && !text.is(0, "with") && !text.is(0, "(")) {
            throw new Refusal("it is no SELECT");
        }
        int end = text.size();
        while (text.is(end - 1, ";")) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (text.is(i, ";")) {
                throw new Refusal("there are several statements");
            }
            if (text.isOneOf(i, CHANGES)) {
                throw new Refusal("it holds INSERT, UPDATE, DELETE or MERGE");
            }
            if (text.isName(i, FromClause.VIEW) && isSubselectsName(text, i)) {
                throw new Refusal(FromClause.VIEW + " means something else in it");
            }
        }
    }

    /** {@code WITH machine_metrics AS (…)}, also with names of columns. */
    static boolean isSubselectsName(SqlText text, int i) {
        int next = text.is(i + 1, "(") ? text.partner(i + 1) + 1 : i + 1;
        return text.is(next, "as")
                && (text.is(next + 1, "(")
                        || text.is(next + 1, "materialized")
                        || text.is(next + 1, "not"));
    }
}
