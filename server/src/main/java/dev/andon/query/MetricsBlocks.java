package dev.andon.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.util.TablesNamesFinder;
import org.jspecify.annotations.Nullable;

/**
 * Every place of a query that reads {@code machine_metrics}, at any depth, with what its conditions
 * leave of it. Only what they leave can change the answer.
 */
final class MetricsBlocks extends TablesNamesFinder<Void> {
    static final String VIEW = "machine_metrics";

    private final List<Reading> readings = new ArrayList<>();
    private int occurrences;
    private boolean anyTable;

    private MetricsBlocks() {}

    /** One reading of the view; null lists are all. */
    private record Reading(@Nullable List<String> machines, @Nullable List<String> metrics) {}

    static MetricsBlocks of(Select select) {
        MetricsBlocks blocks = new MetricsBlocks();
        blocks.anyTable = !blocks.getTables((Statement) select).isEmpty();
        return blocks;
    }

    boolean readsTables() {
        return anyTable;
    }

    LiveHint refresh() {
        if (readings.isEmpty() || readings.size() != occurrences) {
            return LiveHint.Refresh.ANY;
        }
        return new LiveHint.Refresh(union(Reading::machines), union(Reading::metrics));
    }

    /** One of the lists of a reading. */
    private interface Part {
        @Nullable List<String> of(Reading reading);
    }

    private @Nullable List<String> union(Part part) {
        Set<String> all = new LinkedHashSet<>();
        for (Reading reading : readings) {
            List<String> list = part.of(reading);
            if (list == null) {
                return null;
            }
            all.addAll(list);
        }
        return List.copyOf(all);
    }

    @Override
    public <S> @Nullable Void visit(PlainSelect block, S context) {
        boolean alone = block.getJoins() == null || block.getJoins().isEmpty();
        if (isView(block.getFromItem())) {
            read(block.getFromItem(), Conjuncts.of(block.getWhere()), alone);
        }
        if (!alone) {
            for (Join join : block.getJoins()) {
                if (isView(join.getFromItem())) {
                    List<Expression> conditions = Conjuncts.of(block.getWhere());
                    conditions.addAll(on(join));
                    read(join.getFromItem(), conditions, false);
                }
            }
        }
        return super.visit(block, context);
    }

    @Override
    public <S> @Nullable Void visit(Table table, S context) {
        if (isView(table)) {
            occurrences++;
        }
        return super.visit(table, context);
    }

    /** A full or right join keeps rows that do not meet its condition. */
    private static List<Expression> on(Join join) {
        List<Expression> conditions = new ArrayList<>();
        if (!join.isFull() && !join.isRight()) {
            join.getOnExpressions().forEach(one -> conditions.addAll(Conjuncts.of(one)));
        }
        return conditions;
    }

    private void read(FromItem item, List<Expression> conditions, boolean alone) {
        String name = item.getAlias() == null ? VIEW : Conjuncts.plain(item.getAlias().getName());
        String qualifier = alone ? null : name;
        readings.add(
                new Reading(
                        allowed(conditions, "machine_id", qualifier),
                        allowed(conditions, "metric_type", qualifier)));
    }

    private static @Nullable List<String> allowed(
            List<Expression> conditions, String column, @Nullable String qualifier) {
        return conditions.stream()
                .map(condition -> Conjuncts.texts(condition, column, qualifier))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    static boolean isView(@Nullable FromItem item) {
        return item instanceof Table table && Conjuncts.plain(table.getName()).equals(VIEW);
    }
}
