package dev.andon.planner;

import dev.andon.planner.Block.Column;
import dev.andon.planner.Block.Keys;
import dev.andon.planner.RandomQuery.Wrapping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random questions about a plant: what people ask of machine_metrics, and worse. */
final class QueryGenerator {
    private static final List<String> SERIES = List.of("machine_id", "metric_type", "zone_number");

    private final Choice choice;
    private final TimeBounds bounds;

    QueryGenerator(Choice choice, GeneratedPlant plant) {
        this.choice = choice;
        this.bounds = new TimeBounds(choice, plant);
    }

    RandomQuery next() {
        boolean refused = choice.percent(6);
        Wrapping wrapping =
                choice.percent(60)
                        ? choice.of(
                                Wrapping.PLAIN, Wrapping.PLAIN, Wrapping.PLAIN, Wrapping.COMMENTED)
                        : choice.of(Wrapping.values());
        Block block = block(refused);
        List<Block> blocks = List.of(block);
        if (wrapping == Wrapping.UNION) {
            blocks = Stream.of(block, elsewhere(block)).map(this::unordered).toList();
        }
        return new RandomQuery(wrapping, blocks, refused);
    }

    private Block block(boolean refused) {
        boolean oneSeries = choice.percent(8);
        Source source = oneSeries ? Source.any(choice).ofOneSeries(choice) : Source.any(choice);
        Filters filters = new Filters(choice, source);
        String time = source.column(choice, "timestamp");
        List<Column> columns = new ArrayList<>(keys(source, time));
        boolean wholeSeries =
                oneSeries
                        || SERIES.stream()
                                .allMatch(name ->
                                        columns.stream()
                                                .anyMatch(column ->
                                                        column.sql()
                                                                .equals(source.points() + name)));
        boolean distinct = !columns.isEmpty() && choice.percent(4);
        if (!distinct) {
            Aggregates aggregates = new Aggregates(choice, source, filters);
            for (int count = 1 + choice.below(4); count > 0; count--) {
                Aggregates.Aggregate one =
                        wholeSeries && choice.percent(60) ? aggregates.end() : aggregates.any();
                columns.add(column(one.sql(), "a" + count, one.precision(), false));
            }
            if (refused) {
                Aggregates.Aggregate one = aggregates.refused();
                columns.add(column(one.sql(), "r", one.precision(), false));
            }
        }
        List<String> conditions = new ArrayList<>(filters.any());
        conditions.addAll(choice.below(conditions.size() + 1), bounds.of(time));
        if (refused && choice.percent(30)) {
            conditions.add(
                    source.column(choice, "value") + choice.of(" > 80", " IS NOT NULL", " <> 0"));
        }
        return ordered(source, columns, conditions, distinct);
    }

    private List<Column> keys(Source source, String time) {
        List<Column> keys = new ArrayList<>();
        String bucket = new BucketForms(choice).of(time);
        if (bucket != null) {
            String alias =
                    choice.of("time", "\"time\"", "bucket", "ts", "\"Time\"", "hour", "time");
            keys.add(
                    column(
                            bucket,
                            choice.percent(2) ? "\"timestamp\"" : alias,
                            Precision.EXACT,
                            true));
        }
        if (choice.percent(15)) {
            SERIES.forEach(name ->
                    keys.add(new Column(source.points() + name, null, Precision.EXACT, true)));
            return keys;
        }
        int count = choice.below(3);
        for (String dimension : choice.some(count, dimensions(source))) {
            keys.add(column(dimension, "d" + keys.size(), Precision.EXACT, true));
        }
        return keys;
    }

    private List<String> dimensions(Source source) {
        String machine = source.column(choice, "machine_id");
        String metric = source.column(choice, "metric_type");
        String zone = source.column(choice, "zone_number");
        List<String> dimensions =
                new ArrayList<>(
                        List.of(
                                machine,
                                metric,
                                zone,
                                choice.of(
                                        machine + " || '/' || " + metric,
                                        "upper(" + machine + ")",
                                        "coalesce(" + zone + ", 0)",
                                        "concat_ws(' ', " + machine + ", " + zone + ")",
                                        "CASE WHEN " + zone + " = 1 THEN 'left' ELSE 'right' END",
                                        zone + "::text",
                                        "left(" + machine + ", 1)")));
        if (source.machines() != null) {
            dimensions.add(source.machines() + "name");
            dimensions.add(source.machines() + "area");
            dimensions.add("coalesce(" + source.machines() + "area, 'none')");
        }
        return dimensions;
    }

    private Column column(String sql, String alias, Precision precision, boolean key) {
        return new Column(sql, choice.percent(70) ? alias : null, precision, key);
    }

    private Block ordered(
            Source source, List<Column> columns, List<String> conditions, boolean distinct) {
        List<Column> shown = choice.percent(15) ? choice.some(columns.size(), columns) : columns;
        List<Column> keys = shown.stream().filter(Column::key).toList();
        boolean aggregated = keys.size() < shown.size();
        boolean sorted = !keys.isEmpty() && choice.percent(60);
        List<Column> order = sorted ? choice.some(1 + choice.below(keys.size()), keys) : List.of();
        boolean limited = choice.percent(10) && order.size() == keys.size();
        return new Block(
                source,
                List.copyOf(shown),
                List.copyOf(conditions),
                aggregated && choice.percent(8) ? having(source) : null,
                order,
                choice.of("", " ASC", " DESC", " DESC NULLS LAST", " NULLS FIRST"),
                limited ? (Integer) (1 + choice.below(20)) : null,
                choice.of(Keys.values()),
                distinct);
    }

    /** Limits that no average meets exactly. */
    private @Nullable String having(Source source) {
        String value = source.column(choice, "value");
        return choice.of(
                "count(*) > " + choice.below(12),
                "avg(" + value + ") > 79.98765432101",
                "max(" + value + ") >= 80.5",
                "count(" + source.column(choice, "target_value") + ") = 0",
                "stddev(" + value + ") < 5.1234567891 AND count(*) > 1");
    }

    private Block elsewhere(Block block) {
        List<String> conditions = new ArrayList<>(new Filters(choice, block.source()).any());
        conditions.addAll(bounds.of(block.source().column(choice, "timestamp")));
        return new Block(
                block.source(),
                block.columns(),
                conditions,
                block.having(),
                block.order(),
                block.direction(),
                block.limit(),
                block.keys(),
                block.distinct());
    }

    /** A limit needs its order; an order alone means nothing in a union. */
    private Block unordered(Block block) {
        return block.limit() != null
                ? block
                : new Block(
                        block.source(),
                        block.columns(),
                        block.conditions(),
                        block.having(),
                        List.of(),
                        block.direction(),
                        null,
                        block.keys(),
                        block.distinct());
    }
}
