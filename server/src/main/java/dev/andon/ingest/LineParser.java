package dev.andon.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of line protocol: {@code measurement,tag=value field=value,field=value timestamp}. Each
 * numeric or boolean field is a point.
 */
final class LineParser {
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TARGET = "target_value".getBytes(StandardCharsets.US_ASCII);

    /** Roughly: what is remembered of a measurement with its tags, beside their bytes. */
    private static final int BYTES_A_KEY = 500;

    private final PointBatch batch;
    private final TimePrecision precision;
    private final List<String> machineTags;
    private ByteTable<LineSeries> seriesByText = new ByteTable<>();

    private byte[] line = {};
    private int at;
    private int end;
    private int index;
    private @Nullable String objection;

    // The fields of the line, which wait for its timestamp.
    private int fields;
    private int[] nameFrom = new int[8];
    private int[] nameTo = new int[8];
    private double[] values = new double[8];
    private @Nullable String[] objections = new @Nullable String[8];

    LineParser(PointBatch batch, TimePrecision precision, List<String> machineTags) {
        this.batch = batch;
        this.precision = precision;
        this.machineTags = machineTags;
    }

    /** The batch begins anew, and with it the places of series. */
    void forgetPlaces() {
        seriesByText = new ByteTable<>();
    }

    /** Takes the line between two positions, without its end-of-line character. */
    void line(int lineIndex, byte[] bytes, int from, int to) {
        line = bytes;
        at = from;
        end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        index = lineIndex;
        objection = null;
        fields = 0;
        skipBlanks();
        if (at == end || line[at] == '#') {
            return;
        }
        int keyFrom = at;
        skipTo(' ', ' ');
        int keyTo = at;
        LineSeries series = seriesByText.get(line, keyFrom, keyTo, () -> series(keyFrom, keyTo));
        skipBlanks();
        readFields();
        long micros = readTime();
        if (objection == null) {
            objection = series.objection();
        }
        if (objection != null) {
            batch.reject(index, objection);
        } else if (series.own()) {
            addOwn(series, micros);
        } else {
            addFields(series, micros);
        }
    }

    private LineSeries series(int from, int to) {
        batch.take(BYTES_A_KEY + to - from);
        List<String> parts = new ArrayList<>();
        int begin = from;
        boolean inName = false;
        for (int i = from; i <= to; i++) {
            if (i + 1 < to && line[i] == '\\') {
                i++;
            } else if (i == to || line[i] == ',') {
                parts.add(text(begin, Math.min(i, to)));
                if (inName) {
                    parts.add("");
                }
                inName = true;
                begin = i + 1;
            } else if (line[i] == '=' && inName) {
                parts.add(text(begin, i));
                inName = false;
                begin = i + 1;
            }
        }
        return LineSeries.of(parts, machineTags);
    }

    private void readFields() {
        do {
            int from = at;
            skipTo('=', ' ');
            if (at == end || line[at] != '=' || at == from) {
                objection = "the line has no field, or one without name or value";
                return;
            }
            if (fields == values.length) {
                growFields();
            }
            nameFrom[fields] = from;
            nameTo[fields] = at++;
            readValue();
            fields++;
        } while (at < end && line[at++] == ',');
    }

    private void readValue() {
        int from = at;
        if (at < end && line[at] == '"') {
            skipQuoted();
            objections[fields] = "it is a text; only numbers and booleans are stored";
            return;
        }
        while (at < end && line[at] != ',' && line[at] != ' ') {
            at++;
        }
        values[fields] = number(from, at);
        objections[fields] = Double.isNaN(values[fields]) ? "it is not a finite number" : null;
    }

    /** The whole of a value: a number, one with the mark of an integer, or a boolean. */
    private double number(int from, int to) {
        if (to == from) {
            return Double.NaN;
        }
        byte last = line[to - 1];
        if (last == 'i' || last == 'u') {
            for (int i = line[from] == '-' && last == 'i' ? from + 1 : from; i < to - 1; i++) {
                if (line[i] < '0' || line[i] > '9') {
                    return Double.NaN;
                }
            }
            return DecimalText.parse(line, from, to - 1);
        }
        if ((last >= '0' && last <= '9') || last == '.') {
            return DecimalText.parse(line, from, to);
        }
        return switch (text(from, to)) {
            case "t", "T", "true", "True", "TRUE" -> 1;
            case "f", "F", "false", "False", "FALSE" -> 0;
            default -> Double.NaN;
        };
    }

    private void skipQuoted() {
        at++;
        while (at < end && line[at] != '"') {
            at += line[at] == '\\' ? 2 : 1;
        }
        if (at >= end) {
            at = end;
            objection = "a text in quotes does not end";
        } else {
            at++;
        }
        if (at < end && line[at] != ',' && line[at] != ' ') {
            objection = "a text in quotes is followed by something else";
        }
    }

    private long readTime() {
        skipBlanks();
        if (objection != null || at == end) {
            return batch.receivedMicros();
        }
        boolean negative = line[at] == '-';
        int begin = negative ? ++at : at;
        long time = 0;
        while (at < end && line[at] >= '0' && line[at] <= '9') {
            time = time * 10 + line[at++] - '0';
        }
        int digits = at - begin;
        skipBlanks();
        // 18 digits of any unit reach beyond every date taken, except of nanoseconds: those have
        // 19.
        if (digits == 0 || digits > 19 || time < 0 || at != end) {
            objection = "the timestamp is not a whole number, or something follows it";
            return 0;
        }
        return precision.toMicros(negative ? -time : time);
    }

    private void addOwn(LineSeries series, long micros) {
        double value = Double.NaN;
        double target = Double.NaN;
        for (int field = 0; field < fields; field++) {
            boolean isValue = isNamed(field, VALUE);
            if (objections[field] != null || (!isValue && !isNamed(field, TARGET))) {
                batch.reject(index, objectionToOwn(field));
                return;
            }
            if (isValue) {
                value = values[field];
            } else {
                target = values[field];
            }
        }
        if (Double.isNaN(value)) {
            batch.reject(index, "field value is missing");
            return;
        }
        int place = place(series, 0, 0);
        if (place >= 0) {
            batch.add(index, place, micros, value, target);
        }
    }

    private String objectionToOwn(int field) {
        String name = name(field);
        return objections[field] == null
                ? "field %s is not known; the fields of %s are value and target_value"
                        .formatted(name, LineSeries.OWN_MEASUREMENT)
                : "field %s: %s".formatted(name, objections[field]);
    }

    private void addFields(LineSeries series, long micros) {
        for (int field = 0; field < fields; field++) {
            if (objections[field] != null) {
                batch.reject(index, "field %s: %s".formatted(name(field), objections[field]));
                continue;
            }
            int place = place(series, nameFrom[field], nameTo[field]);
            if (place >= 0) {
                batch.add(index, place, micros, values[field], Double.NaN);
            }
        }
    }

    /**
     * Of a series that was rejected nothing is remembered: each of its points has its own error.
     */
    private int place(LineSeries series, int from, int to) {
        int[] place = series.places.get(line, from, to, () -> new int[] {-1});
        if (place[0] < 0) {
            place[0] = batch.place(index, series.key(text(from, to)));
        }
        return place[0];
    }

    private boolean isNamed(int field, byte[] name) {
        return Arrays.equals(line, nameFrom[field], nameTo[field], name, 0, name.length);
    }

    private String name(int field) {
        return text(nameFrom[field], nameTo[field]);
    }

    /** A backslash is dropped before a comma, an equals sign and a space, and else is itself. */
    private String text(int from, int to) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            boolean escape =
                    line[i] == '\\'
                            && i + 1 < to
                            && (line[i + 1] == ',' || line[i + 1] == '=' || line[i + 1] == ' ');
            plain[length++] = escape ? line[++i] : line[i];
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    private void skipTo(char one, char other) {
        while (at < end && line[at] != one && line[at] != other) {
            at += line[at] == '\\' ? 2 : 1;
        }
        at = Math.min(at, end);
    }

    private void skipBlanks() {
        while (at < end && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
    }

    private void growFields() {
        nameFrom = Arrays.copyOf(nameFrom, fields * 2);
        nameTo = Arrays.copyOf(nameTo, fields * 2);
        values = Arrays.copyOf(values, fields * 2);
        objections = Arrays.copyOf(objections, fields * 2);
    }
}
