package dev.andon.planner;

import java.util.List;
import java.util.StringJoiner;

/** Reads the points of a range, raw ones and sealed ones. */
final class Points {
    /** What {@code machine_metrics} has, in its order. */
    private static final String COLUMNS =
            "machine_id, metric_type, value, \"timestamp\", zone_number, target_value";

    private final long unsealedFrom;
    private final List<String> wanted;

    /**
     * @param wanted conditions on the dimensions that hold for all rows that are asked for
     * @param state tells from when on nothing is sealed, so that nothing need be looked for there
     */
    Points(RollupState state, List<String> wanted) {
        this.wanted = List.copyOf(wanted);
        this.unsealedFrom =
                state.unsealedFrom() == null ? Range.AFTER_ALL : Range.micros(state.unsealedFrom());
    }

    /** Just what {@code machine_metrics} has of the range. */
    String all(Range range) {
        return "(" + sql("select " + COLUMNS, range) + ")";
    }

    /**
     * @param select the beginning of a SELECT over columns of {@code machine_metrics}
     */
    String sql(String select, Range range) {
        String unsealed =
                select + " from andon_planner.unsealed_points" + where(bounds(range), wanted);
        return range.from() >= unsealedFrom
                ? unsealed
                : unsealed
                        + " union all "
                        + select
                        + " from andon_planner.sealed_points"
                        + where(bounds(range).add(blocks(range)), wanted);
    }

    private static StringJoiner bounds(Range range) {
        return bounds("\"timestamp\"", range);
    }

    static StringJoiner bounds(String column, Range range) {
        StringJoiner bounds = new StringJoiner(" and ");
        if (range.from() != Range.BEFORE_ALL) {
            bounds.add(column + " >= " + Range.literal(range.from()));
        }
        if (range.to() != Range.AFTER_ALL) {
            bounds.add(column + " < " + Range.literal(range.to()));
        }
        return bounds;
    }

    static String where(StringJoiner bounds, List<String> wanted) {
        wanted.forEach(bounds::add);
        return bounds.length() == 0 ? "" : " where " + bounds;
    }

    /** No planner derives these from the time of a point. A block never crosses a day. */
    private static String blocks(Range range) {
        StringJoiner bounds = new StringJoiner(" and ").setEmptyValue("true");
        if (range.from() != Range.BEFORE_ALL) {
            bounds.add("first_micros > " + (range.from() - IntervalText.DAY));
            bounds.add("last_micros >= " + range.from());
        }
        if (range.to() != Range.AFTER_ALL) {
            bounds.add("first_micros < " + range.to());
        }
        return bounds.toString();
    }
}
