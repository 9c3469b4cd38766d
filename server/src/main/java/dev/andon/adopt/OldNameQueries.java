package dev.andon.adopt;

import dev.andon.adopt.Source.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * SQL of the view that takes the table's name. It has the table's columns, and, in place of Andon's
 * own view, Andon's before them: an application that reads and inserts by column goes on as before.
 */
final class OldNameQueries {
    private static final String FUNCTION = "andon.insert_as_before()";

    private final Source source;
    private final SourceName name;
    private final RowQueries rows;

    /** The view's columns and what of Andon's they hold; null: nothing. */
    private final SequencedMap<String, @Nullable String> columns = new LinkedHashMap<>();

    /**
     * @param name of the table before it was moved aside
     */
    OldNameQueries(Source source, SourceName name) {
        this.source = source;
        this.name = name;
        this.rows = new RowQueries(source, name.aside());
        Map<String, String> byColumn =
                source.mapping().byName().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        if (name.isSeed()) {
            for (String andons : fields().keySet()) {
                columns.put(andons, andons);
            }
        }
        for (String column : source.columns().keySet()) {
            columns.putIfAbsent(column, byColumn.get(column));
        }
    }

    /**
     * The rows that are not in Andon yet. One whose time Andon has meanwhile is left out: the newer
     * point counts. That question is a subquery for each row, since a join would be tempted to read
     * all samples.
     */
    String unmovedView() {
        return """
        create view andon.unmoved_samples as
        select r.*
        from (select %s%s from %s) r
        where r.at < (select unmoved_before from andon.adoption)
          and r.at >= timestamptz '1970-01-01 00:00:00+00'
          and r.machine_id is not null and r.metric_type is not null
          and coalesce(r.zone_number, 0) between 0 and 32767
          and %s is null
          and (select true from andon.series s join andon.samples p on p.series_id = s.id and p."timestamp" = r.at
               where s.machine_id = r.machine_id and s.metric_type = r.metric_type
                 and s.zone_number is not distinct from r.zone_number) is null
          and (select true from andon.series s join andon.block_points p on p.series_id = s.id and p."timestamp" = r.at
                   and p.first_micros > andon.epoch_micros(r.at) - 86400000000
                   and p.first_micros <= andon.epoch_micros(r.at) and p.last_micros >= andon.epoch_micros(r.at)
               where s.machine_id = r.machine_id and s.metric_type = r.metric_type
                 and s.zone_number is not distinct from r.zone_number) is null
        """
                .formatted(
                        rows.fields(),
                        source.others().stream()
                                .map(column ->
                                        ", t.%s as %s"
                                                .formatted(
                                                        SourceName.quote(column.name()),
                                                        SourceName.quote(alias(column.name()))))
                                .collect(Collectors.joining()),
                        rows.table(),
                        "(" + RowQueries.pointDefect("r.value", "r.target_value") + ")");
    }

    /** While rows are moved: those in Andon and those that are not yet. */
    String viewOfBoth() {
        return "create or replace view %s as %s union all %s"
                .formatted(name.quoted(), ofAndon(), ofUnmoved());
    }

    /** When all are moved. */
    String viewOfAndon() {
        return "create or replace view %s as %s".formatted(name.quoted(), ofAndon());
    }

    private String ofAndon() {
        return columns.entrySet().stream()
                .map(column ->
                        "%s as %s"
                                .formatted(
                                        column.getValue() == null
                                                ? "null::" + source.type(column.getKey())
                                                : "m." + SourceName.quote(column.getValue()),
                                        SourceName.quote(column.getKey())))
                .collect(Collectors.joining(", ", "select ", " from andon.machine_metrics m"));
    }

    private String ofUnmoved() {
        Map<String, String> fields = fields();
        return columns.entrySet().stream()
                .map(column -> {
                    String andons = column.getValue();
                    return andons == null
                            ? "u." + SourceName.quote(alias(column.getKey()))
                            : "u." + fields.get(andons) + (isZone(andons) ? "::smallint" : "");
                })
                .collect(Collectors.joining(", ", "select ", " from andon.unmoved_samples u"));
    }

    /** Andon's columns and those of {@link RowQueries#fields}. */
    private static SequencedMap<String, String> fields() {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        fields.put("machine_id", "machine_id");
        fields.put("metric_type", "metric_type");
        fields.put("value", "value");
        fields.put("timestamp", "at");
        fields.put("zone_number", "zone_number");
        fields.put("target_value", "target_value");
        return fields;
    }

    private static boolean isZone(String andons) {
        return andons.equals("zone_number");
    }

    private static String alias(String other) {
        return "other " + other;
    }

    /**
     * What an insert by the old name does.
     *
     * @param alsoBefore whether it goes to the old table, too, as it must before a way back
     */
    String function(boolean alsoBefore) {
        String time = given("timestamp");
        return """
        create or replace function %s returns trigger
            language plpgsql security definer set search_path = andon, pg_temp
        as
        $function$
        begin
            %s := coalesce(%s, now());
            insert into andon.machine_metrics (machine_id, metric_type, value, "timestamp", zone_number, target_value)
            values (%s, %s, %s, %s, %s, %s);
            %s
            return new;
        end
        $function$
        """
                .formatted(
                        FUNCTION,
                        newColumn(timeColumn()),
                        time,
                        given("machine_id"),
                        given("metric_type"),
                        given("value"),
                        newColumn(timeColumn()),
                        given("zone_number"),
                        given("target_value"),
                        alsoBefore ? insertBefore() : "");
    }

    /** In place of the one of Andon's own view, where it has that name. */
    String trigger() {
        return "create or replace trigger insert_machine_metric instead of insert on %s for each row execute function %s"
                .formatted(name.quoted(), FUNCTION);
    }

    private String insertBefore() {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        source.mapping()
                .byName()
                .forEach((andons, column) -> {
                    String given =
                            andons.equals("timestamp") ? newColumn(timeColumn()) : given(andons);
                    values.put(column, andons.equals("timestamp") ? local(given) : given);
                });
        for (Column column : source.others()) {
            if (!column.generated()) {
                values.put(column.name(), newColumn(column.name()));
            }
        }
        return "insert into %s (%s) values (%s);"
                .formatted(
                        name.aside().quoted(),
                        values.keySet().stream()
                                .map(SourceName::quote)
                                .collect(Collectors.joining(", ")),
                        String.join(", ", values.values()));
    }

    /** A moment as the table's column has it. */
    String local(String moment) {
        return source.type(source.mapping().timestamp()).equals("timestamp without time zone")
                ? "(%s at time zone %s)"
                        .formatted(moment, RowQueries.literal(String.valueOf(source.timeZone())))
                : moment;
    }

    private String timeColumn() {
        return name.isSeed() ? "timestamp" : source.mapping().timestamp();
    }

    /** What an insert gave for Andon's column, by whichever of its names. */
    private String given(String andons) {
        String names =
                columns.entrySet().stream()
                        .filter(column -> andons.equals(column.getValue()))
                        .map(column -> newColumn(column.getKey()))
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "null" : "coalesce(" + names + ")";
    }

    private static String newColumn(String column) {
        return "new." + SourceName.quote(column);
    }

    /** The table's columns that may have a default; that of times is in the function. */
    List<String> columnsWithDefaults() {
        return columns.keySet().stream()
                .filter(source.columns()::containsKey)
                .filter(column -> !column.equals(source.mapping().timestamp()))
                .toList();
    }
}
