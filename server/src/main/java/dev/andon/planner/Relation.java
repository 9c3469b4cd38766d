package dev.andon.planner;

import dev.andon.planner.RollupState.Level;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The rows that stand in place of {@code machine_metrics}: buckets, and points where there are
 * none.
 */
final class Relation {
    private final List<Piece> pieces;
    private final Set<Hidden> columns;
    private final @Nullable Range changed;
    private final List<String> wanted;
    private final Points points;

    /**
     * @param wanted conditions on the dimensions that hold for all rows that are asked for
     */
    Relation(List<Piece> pieces, Set<Hidden> columns, List<String> wanted, RollupState state) {
        this.pieces = List.copyOf(pieces);
        this.columns = columns;
        this.changed =
                state.changed() == null
                        ? null
                        : new Range(
                                Range.micros(state.changed().since()),
                                Range.micros(state.changed().until()));
        this.wanted = List.copyOf(wanted);
        this.points = new Points(state, wanted);
    }

    String sql() {
        StringJoiner union = new StringJoiner(" union all ", "(", ")");
        for (Piece piece : pieces) {
            union.add(
                    piece.level() == null
                            ? points.sql(select("\"timestamp\"", Hidden::ofPoint), piece.range())
                            : buckets(piece.level(), piece.range()));
        }
        return union.toString();
    }

    private String buckets(Level level, Range range) {
        String view = isChanged(range) ? "exact_" : "closed_";
        return select("bucket as \"timestamp\"", Hidden::ofBucket)
                + " from andon_planner.\""
                + view
                + level.name()
                + '"'
                + Points.where(Points.bounds("bucket", range), wanted);
    }

    /**
     * Times that changed stand in the tables of the levels only when they are repaired. A bucket of
     * which a part has changed lies in the range as a whole.
     */
    private boolean isChanged(Range range) {
        return changed != null && !changed.and(range).isEmpty();
    }

    private interface Source {
        String of(Hidden column);
    }

    private String select(String time, Source source) {
        StringBuilder select =
                new StringBuilder("select machine_id, metric_type, zone_number, ").append(time);
        for (Hidden column : columns) {
            select.append(", ").append(source.of(column)).append(" as ").append(column.column());
        }
        return select.toString();
    }

    /** What is read from where, in the order of time. */
    String explanation() {
        StringJoiner all = new StringJoiner(", ");
        for (Piece piece : pieces) {
            String source =
                    piece.level() == null
                            ? "points"
                            : piece.level().name()
                                    + (isChanged(piece.range()) ? " with changes of now" : "");
            all.add(
                    source
                            + side(" from ", piece.range().from())
                            + side(" to ", piece.range().to()));
        }
        return all.toString();
    }

    private static String side(String word, long micros) {
        boolean open = micros == Range.BEFORE_ALL || micros == Range.AFTER_ALL;
        return open ? "" : word + Range.instant(micros);
    }
}
