package dev.andon.query;

import dev.andon.planner.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Grafana's wire form of a frame. */
final class FrameJson {
    private FrameJson() {}

    static void write(JsonGenerator json, Frame frame) {
        json.writeStartObject();
        json.writeObjectPropertyStart("schema");
        json.writeStringProperty("refId", frame.refId());
        meta(json, frame.meta());
        json.writeArrayPropertyStart("fields");
        frame.fields().forEach(field -> field(json, field));
        json.writeEndArray();
        json.writeEndObject();
        data(json, frame);
        json.writeEndObject();
    }

    private static void meta(JsonGenerator json, Frame.Meta meta) {
        json.writeObjectPropertyStart("meta");
        if (meta.type() != null) {
            json.writeStringProperty("type", meta.type());
        }
        json.writeStringProperty("executedQueryString", meta.executedQueryString());
        if (!meta.notices().isEmpty()) {
            json.writeArrayPropertyStart("notices");
            for (Frame.Notice notice : meta.notices()) {
                json.writeStartObject();
                json.writeStringProperty("severity", notice.severity().word());
                json.writeStringProperty("text", notice.text());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        if (meta.live() != null || meta.plan() != null || meta.reduced() != null) {
            json.writeObjectPropertyStart("custom");
            if (meta.live() != null) {
                live(json, meta.live());
            }
            if (meta.plan() != null) {
                plan(json, meta.plan(), meta.executedQueryString());
            }
            if (meta.reduced() != null) {
                reduced(json, meta.reduced());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void plan(JsonGenerator json, Plan plan, String asked) {
        json.writeObjectPropertyStart("plan");
        if (plan.level() != null) {
            json.writeStringProperty("level", plan.level());
        }
        json.writeStringProperty("explanation", plan.explanation());
        if (!plan.sql().equals(asked)) {
            json.writeStringProperty("sql", plan.sql());
        }
        json.writeEndObject();
    }

    private static void reduced(JsonGenerator json, Reduced reduced) {
        json.writeObjectPropertyStart("reduced");
        json.writeStringProperty("by", "minmax");
        json.writeNumberProperty("rows", reduced.rows());
        json.writeNumberProperty("kept", reduced.kept());
        json.writeNumberProperty("pixels", reduced.pixels());
        json.writeEndObject();
    }

    private static void live(JsonGenerator json, LiveHint hint) {
        json.writeObjectPropertyStart("live");
        switch (hint) {
            case LiveHint.Append append -> {
                json.writeStringProperty("mode", "append");
                texts(json, "machines", append.machines());
                texts(json, "metrics", append.metrics());
                zones(json, append.zones());
                json.writeObjectPropertyStart("fields");
                new TreeMap<>(append.fields()).forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            case LiveHint.Refresh refresh -> {
                json.writeStringProperty("mode", "refresh");
                texts(json, "machines", refresh.machines());
                texts(json, "metrics", refresh.metrics());
            }
        }
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, @Nullable List<String> texts) {
        if (texts == null) {
            json.writeNullProperty(name);
            return;
        }
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void zones(JsonGenerator json, @Nullable List<Integer> zones) {
        if (zones == null) {
            json.writeNullProperty("zones");
            return;
        }
        json.writeArrayPropertyStart("zones");
        zones.forEach(json::writeNumber);
        json.writeEndArray();
    }

    private static void field(JsonGenerator json, Frame.Field field) {
        json.writeStartObject();
        json.writeStringProperty("name", field.name());
        json.writeStringProperty("type", type(field.values()));
        json.writeObjectPropertyStart("typeInfo");
        json.writeStringProperty("frame", frameType(field.values()));
        if (field.nullable()) {
            json.writeBooleanProperty("nullable", true);
        }
        json.writeEndObject();
        if (!field.labels().isEmpty()) {
            json.writeObjectPropertyStart("labels");
            new TreeMap<>(field.labels()).forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        if (field.total() != null) {
            json.writeObjectPropertyStart("config");
            json.writeObjectPropertyStart("custom");
            total(json, field.total());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** JSON has no infinity; that sum goes by Grafana's word for it. */
    private static void total(JsonGenerator json, Frame.Total total) {
        json.writeObjectPropertyStart("total");
        json.writeNumberProperty("count", total.count());
        json.writeNumberProperty("nans", total.nans());
        json.writeName("sum");
        if (Double.isFinite(total.sum())) {
            number(json, total.sum());
        } else {
            json.writeString(word(total.sum()));
        }
        json.writeEndObject();
    }

    private static String type(Column column) {
        return switch (column) {
            case Column.Times times -> "time";
            case Column.Integers integers -> "number";
            case Column.Doubles doubles -> "number";
            case Column.Booleans booleans -> "boolean";
            case Column.Texts texts -> "string";
        };
    }

    private static String frameType(Column column) {
        return switch (column) {
            case Column.Times times -> "time.Time";
            case Column.Integers integers -> "int" + integers.bits();
            case Column.Doubles doubles -> "float64";
            case Column.Booleans booleans -> "bool";
            case Column.Texts texts -> "string";
        };
    }

    private static void data(JsonGenerator json, Frame frame) {
        List<@Nullable Entities> entities = new ArrayList<>();
        json.writeObjectPropertyStart("data");
        json.writeArrayPropertyStart("values");
        for (Frame.Field field : frame.fields()) {
            entities.add(values(json, field.values()));
        }
        json.writeEndArray();
        if (entities.stream().anyMatch(entity -> entity != null)) {
            json.writeArrayPropertyStart("entities");
            entities.forEach(entity -> entities(json, entity));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static @Nullable Entities values(JsonGenerator json, Column column) {
        Entities entities = null;
        json.writeStartArray();
        for (int row = 0; row < column.size(); row++) {
            if (column instanceof Column.Doubles doubles
                    && !column.isNull(row)
                    && !Double.isFinite(doubles.number(row))) {
                entities = entities == null ? new Entities() : entities;
                entities.add(doubles.number(row), row);
                json.writeNull();
            } else {
                value(json, column, row);
            }
        }
        json.writeEndArray();
        return entities;
    }

    private static void value(JsonGenerator json, Column column, int row) {
        if (column.isNull(row)) {
            json.writeNull();
            return;
        }
        switch (column) {
            case Column.Times times -> json.writeNumber(times.epochMillis(row));
            case Column.Integers integers -> json.writeNumber(integers.number(row));
            case Column.Doubles doubles -> number(json, doubles.number(row));
            case Column.Booleans booleans -> json.writeBoolean(booleans.truth(row));
            case Column.Texts texts -> json.writeString(texts.print(row));
        }
    }

    private static void number(JsonGenerator json, double number) {
        if (Numbers.isWhole(number)) {
            json.writeNumber((long) number);
        } else {
            json.writeNumber(number);
        }
    }

    private static void entities(JsonGenerator json, @Nullable Entities entities) {
        if (entities == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        for (Map.Entry<String, List<Integer>> entry : entities.rows.entrySet()) {
            json.writeArrayPropertyStart(entry.getKey());
            entry.getValue().forEach(json::writeNumber);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static String word(double number) {
        return Double.isNaN(number) ? "NaN" : number > 0 ? "Inf" : "NegInf";
    }

    /** Rows of one field that hold what JSON has no number for. */
    private static final class Entities {
        private final Map<String, List<Integer>> rows = new TreeMap<>();

        void add(double number, int row) {
            rows.computeIfAbsent(word(number), key -> new ArrayList<>()).add(row);
        }
    }
}
