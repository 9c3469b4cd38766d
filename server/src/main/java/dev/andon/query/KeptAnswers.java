package dev.andon.query;

import dev.andon.planner.Plan;
import dev.andon.planner.RollupState;
import dev.andon.planner.RollupState.Freshness;
import dev.andon.planner.Slicing;
import dev.andon.query.KeptRows.Strip;
import dev.andon.query.KeptRows.Times;
import dev.andon.query.ReaderQueries.Result;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Asks only for what is not known yet. Closed buckets that nothing has changed since are taken from
 * an earlier answer; the buckets at both ends, of which the question has a part only, and what is
 * open are asked for. All in one snapshot, so the answer is what the database would have said.
 */
final class KeptAnswers {
    private final KeptRows kept;
    private final int rowLimit;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    KeptAnswers(QueryConfig config) {
        this.kept = new KeptRows(config.keptAnswers().toBytes());
        this.rowLimit = config.rowLimit();
    }

    /** Plans a text and runs it, in the snapshot. */
    interface Database {
        Result ask(String sql) throws SQLException;
    }

    boolean isOn() {
        return kept.isOn();
    }

    /** Questions of which a part was known. */
    double hits() {
        return hits.sum();
    }

    /** Questions that could have been answered in part. */
    double misses() {
        return misses.sum();
    }

    double bytes() {
        return kept.bytes();
    }

    Result answer(
            String sql,
            Slicing slicing,
            RollupState state,
            KeptRows.Repairs repairs,
            Database database)
            throws SQLException {
        Freshness freshness = state.freshness();
        kept.catchUp(freshness, repairs);
        Times keepable = keepable(slicing, state);
        Strip before = kept.of(slicing.key());
        Strip known =
                keepable == null || before == null
                        ? null
                        : before.within(keepable.from(), keepable.to());
        Result answer = known == null ? null : completed(sql, slicing, known, database);
        if (answer == null) {
            misses.increment();
            answer = database.ask(sql);
        } else {
            hits.increment();
        }
        if (keepable != null && isWhole(answer.rows(), slicing)) {
            keep(slicing, keepable, before, answer.rows(), freshness);
        }
        return answer;
    }

    /** The closed buckets, with nothing of them waiting to be repaired, that the question holds. */
    private static @Nullable Times keepable(Slicing slicing, RollupState state) {
        if (state.freshness().closedUntil() == null) {
            return null;
        }
        long closed = Times.micros(state.freshness().closedUntil());
        Times times =
                new Times(
                        slicing.ceiling(slicing.from()),
                        slicing.floor(Math.min(slicing.to(), closed)));
        if (times.from() >= times.to()) {
            return null;
        }
        return state.changed() == null ? times : times.without(state.changed(), slicing);
    }

    /** What is known with what is not; null when the two do not fit together. */
    private @Nullable Result completed(String sql, Slicing slicing, Strip known, Database database)
            throws SQLException {
        List<String> missing = new ArrayList<>();
        if (slicing.from() < known.from()) {
            missing.add(slicing.sql(slicing.from(), known.from()));
        }
        if (known.to() < slicing.to()) {
            missing.add(slicing.sql(known.to(), slicing.to()));
        }
        if (missing.isEmpty()) {
            return new Result(known.rows(), new Plan(sql, null, "kept from an earlier answer"));
        }
        Result asked = database.ask(union(missing));
        int time = slicing.timeColumn();
        boolean fits =
                !asked.rows().truncated()
                        && TimedRows.areInOrder(asked.rows(), time)
                        && asked.rows().columns().size() == known.rows().columns().size();
        if (!fits) {
            return null;
        }
        ResultRows all =
                TimedRows.joined(
                        List.of(
                                TimedRows.between(asked.rows(), time, Long.MIN_VALUE, known.from()),
                                known.rows(),
                                TimedRows.between(asked.rows(), time, known.to(), Long.MAX_VALUE)));
        return all.rows() > rowLimit || all.rows() != known.rows().rows() + asked.rows().rows()
                ? null
                : new Result(all, told(asked.plan()));
    }

    private static String union(List<String> texts) {
        return texts.size() == 1
                ? texts.getFirst()
                : "(" + String.join("\n) union all (", texts) + "\n)";
    }

    private static @Nullable Plan told(@Nullable Plan plan) {
        return plan == null
                ? null
                : new Plan(
                        plan.sql(),
                        plan.level(),
                        "partly kept from an earlier answer; the rest: " + plan.explanation());
    }

    private boolean isWhole(ResultRows rows, Slicing slicing) {
        return !rows.truncated() && TimedRows.areInOrder(rows, slicing.timeColumn());
    }

    /** With what was known beside it, if the two touch. */
    private void keep(
            Slicing slicing,
            Times span,
            @Nullable Strip before,
            ResultRows rows,
            Freshness freshness) {
        int time = slicing.timeColumn();
        long from = span.from();
        long to = span.to();
        List<ResultRows> parts = new ArrayList<>();
        parts.add(TimedRows.between(rows, time, from, to));
        if (before != null && before.from() <= to && before.to() >= from) {
            if (before.from() < from) {
                parts.addFirst(TimedRows.between(before.rows(), time, before.from(), from));
                from = before.from();
            }
            if (before.to() > to) {
                parts.addLast(TimedRows.between(before.rows(), time, to, before.to()));
                to = before.to();
            }
        }
        kept.keep(Strip.of(slicing, from, to, TimedRows.joined(parts)), freshness.lastRepair());
    }
}
