package dev.andon.planner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A whole text.
 *
 * @param blocks of the same columns, where there are several
 * @param mayPass whether it holds what no rollup can answer
 */
record RandomQuery(Wrapping wrapping, List<Block> blocks, boolean mayPass) {
    /** What stands around a block. */
    enum Wrapping {
        PLAIN,
        COMMENTED,
        SUBQUERY,
        CTE,
        LIMITED,
        UNION,
        OUTER,
        WINDOW
    }

    String sql() {
        String sql = blocks.getFirst().sql();
        return switch (wrapping) {
            case PLAIN -> sql;
            case COMMENTED ->
                    "-- machine_metrics; 'x\n"
                            + sql.replaceFirst("\nFROM ", " /* FROM \"machines */\n\tFROM\n")
                            + " ;\n";
            case SUBQUERY -> "SELECT * FROM (" + sql + ") AS q";
            case CTE -> "WITH q AS (\n" + sql + "\n)\nSELECT q.* FROM q";
            case LIMITED -> "SELECT * FROM (" + sql + ") AS q OFFSET 0";
            case UNION ->
                    blocks.stream()
                            .map(block -> "(" + block.sql() + ")")
                            .collect(Collectors.joining("\nUNION ALL\n"));
            case OUTER -> "WITH q AS (" + sql + ") SELECT count(*) AS n" + outer() + " FROM q";
            case WINDOW -> "SELECT q.*, count(*) OVER () AS rows_of_all FROM (" + sql + ") q";
        };
    }

    private String outer() {
        return named().stream()
                .map(column -> ", max(q.%1$s) AS %1$s".formatted(column.alias()))
                .collect(Collectors.joining());
    }

    private List<Block.Column> named() {
        return blocks.getFirst().columns().stream()
                .filter(column -> column.alias() != null)
                .toList();
    }

    List<Precision> precisions() {
        List<Precision> precisions = new ArrayList<>();
        if (wrapping == Wrapping.OUTER) {
            precisions.add(Precision.EXACT);
            named().forEach(column -> precisions.add(column.precision()));
            return precisions;
        }
        for (int column = 0; column < blocks.getFirst().columns().size(); column++) {
            precisions.add(precision(column));
        }
        if (wrapping == Wrapping.WINDOW) {
            precisions.add(Precision.EXACT);
        }
        return precisions;
    }

    /** In a union the least of all. */
    private Precision precision(int column) {
        return Collections.max(
                blocks.stream().map(block -> block.columns().get(column).precision()).toList());
    }

    /** Columns by which the rows are in order, from the first on. */
    List<Integer> order() {
        return wrapping == Wrapping.PLAIN || wrapping == Wrapping.COMMENTED
                ? blocks.getFirst().order().stream()
                        .map(column -> blocks.getFirst().columns().indexOf(column))
                        .toList()
                : List.of();
    }

    /** The columns that tell groups apart. */
    List<Integer> keys() {
        List<Block.Column> columns = blocks.getFirst().columns();
        return wrapping == Wrapping.OUTER
                ? List.of()
                : IntStream.range(0, columns.size())
                        .filter(column -> columns.get(column).key())
                        .boxed()
                        .toList();
    }

    /** What asks for the magnitude of the numbers in each group. */
    List<String> magnitudes() {
        return blocks.stream().map(block -> block.magnitudes(keys().isEmpty())).toList();
    }

    /** The same with less around it or in it. */
    List<RandomQuery> smaller() {
        List<RandomQuery> queries = new ArrayList<>();
        if (wrapping != Wrapping.PLAIN) {
            blocks.forEach(
                    block -> queries.add(new RandomQuery(Wrapping.PLAIN, List.of(block), mayPass)));
        }
        if (blocks.size() == 1) {
            blocks.getFirst()
                    .smaller()
                    .forEach(block ->
                            queries.add(new RandomQuery(wrapping, List.of(block), mayPass)));
        }
        return queries;
    }
}
