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
    private final TagMapping tags;
    private final ByteTable<LineSeries> seriesByText = new ByteTable<>();

    private byte[] line = {};
    private int at;
    private int end;
    private int index;
    private @Nullable Objection objection;

    // The fields of the line, which wait for its timestamp.
    private int fields;
    private int[] nameFrom = new int[8];
    private int[] nameTo = new int[8];
    private double[] values = new double[8];
    private @Nullable Objection[] objections = new @Nullable Objection[8];
    private LineSeries.Place[] places = new LineSeries.Place[8];

    LineParser(PointBatch batch, TimePrecision precision, TagMapping tags) {
        this.batch = batch;
        this.precision = precision;
        this.tags = tags;
    }

    /** Takes the line between two positions, without its end-of-line character. */
    void line(int lineIndex, byte[] bytes, int from, int to) {
        line = bytes;
        at = from;
        end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        index = lineIndex;
        objection = null;
        fields = 0;
        if (lineIndex == 0) {
            skipByteOrderMark();
        }
        skipBlanks();
        if (at == end || line[at] == '#') {
            return;
        }
        int keyFrom = at;
        skipKey();
        int keyTo = at;
        LineSeries series = seriesByText.get(line, keyFrom, keyTo, () -> series(keyFrom, keyTo));
        skipBlanks();
        readFields();
        long micros = readTime();
        if (objection == null) {
            objection = series.objection();
        }
        if (objection != null) {
            reject(objection);
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
            if (i == to || line[i] == ',') {
                parts.add(parts.isEmpty() ? measurement(begin, i) : text(begin, i));
                if (inName) {
                    parts.add("");
                }
                inName = true;
                begin = i + 1;
            } else if (line[i] == '=' && inName) {
                parts.add(text(begin, i));
                inName = false;
                begin = i + 1;
            } else if (line[i] == '=' && !parts.isEmpty()) {
                return LineSeries.refused(
                        RejectionKind.LINE_MALFORMED,
                        "a tag's value holds an = without a backslash before it");
            } else if (escapes(i, to)) {
                i++;
            }
        }
        return LineSeries.of(parts, tags);
    }

    private void readFields() {
        do {
            int from = at;
            skipFieldName();
            if (at == end || line[at] != '=' || at == from) {
                objection = malformed("the line has no field, or one without a name or a value");
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
            objections[fields] =
                    new Objection(
                            RejectionKind.VALUE_NOT_NUMERIC,
                            "it is a text; only numbers and booleans are stored");
            return;
        }
        while (at < end && line[at] != ',' && line[at] != ' ') {
            at++;
        }
        double value = FieldValue.parse(line, from, at);
        values[fields] = value;
        objections[fields] = Double.isFinite(value) ? null : FieldValue.objection(line, from, at);
    }

    private void skipQuoted() {
        at++;
        while (at < end && line[at] != '"') {
            at += line[at] == '\\' ? 2 : 1;
        }
        if (at >= end) {
            at = end;
            objection = malformed("a text in quotes does not end");
        } else {
            at++;
        }
        if (at < end && line[at] != ',' && line[at] != ' ') {
            objection = malformed("a text in quotes is followed by something else");
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
            objection =
                    new Objection(
                            RejectionKind.TIMESTAMP_INVALID,
                            "the timestamp is not a whole number, or something follows it");
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
                reject(series, objectionToOwn(field));
                return;
            }
            if (!Double.isNaN(isValue ? value : target)) {
                reject(series, twice(field));
                return;
            }
            if (isValue) {
                value = values[field];
            } else {
                target = values[field];
            }
        }
        if (Double.isNaN(value)) {
            reject(series, new Objection(RejectionKind.VALUE_MISSING, "field value is missing"));
            return;
        }
        int place = inBatch(place(series, 0, 0), series, 0, 0);
        if (place >= 0) {
            batch.add(index, place, micros, value, target);
        }
    }

    private Objection objectionToOwn(int field) {
        Objection objectionToValue = objections[field];
        return objectionToValue == null
                ? new Objection(
                        RejectionKind.MEMBER_UNKNOWN,
                        "field %s is not known; the fields of %s are value and target_value"
                                .formatted(name(field), LineSeries.OWN_MEASUREMENT))
                : ofField(field, objectionToValue);
    }

    private Objection ofField(int field, Objection objectionToValue) {
        return new Objection(
                objectionToValue.kind(),
                "field %s: %s".formatted(name(field), objectionToValue.reason()));
    }

    /** Two passes: of a field that comes twice nobody knows which is meant. */
    private void addFields(LineSeries series, long micros) {
        for (int field = 0; field < fields; field++) {
            LineSeries.Place place = place(series, nameFrom[field], nameTo[field]);
            if (place.lastLine == index) {
                reject(series, twice(field));
                return;
            }
            place.lastLine = index;
            places[field] = place;
        }
        for (int field = 0; field < fields; field++) {
            Objection objectionToValue = objections[field];
            if (objectionToValue != null) {
                reject(series, ofField(field, objectionToValue));
                continue;
            }
            int inBatch = inBatch(places[field], series, nameFrom[field], nameTo[field]);
            if (inBatch >= 0) {
                batch.add(index, inBatch, micros, values[field], Double.NaN);
            }
        }
    }

    private LineSeries.Place place(LineSeries series, int from, int to) {
        return series.places.get(line, from, to, LineSeries.Place::new);
    }

    /**
     * Of a series that was rejected nothing is remembered: each of its points has its own error.
     */
    private int inBatch(LineSeries.Place place, LineSeries series, int from, int to) {
        if (place.inBatch < 0) {
            place.inBatch = batch.place(index, series.key(text(from, to)));
        }
        return place.inBatch;
    }

    private Objection twice(int field) {
        return new Objection(
                RejectionKind.LINE_MALFORMED, "field \"%s\" comes twice".formatted(name(field)));
    }

    private void reject(Objection why) {
        batch.reject(index, why.kind(), why.reason());
    }

    private void reject(LineSeries series, Objection why) {
        batch.reject(index, why.kind(), why.reason(), series.machineId());
    }

    private boolean isNamed(int field, byte[] name) {
        return Arrays.equals(line, nameFrom[field], nameTo[field], name, 0, name.length);
    }

    private String name(int field) {
        return text(nameFrom[field], nameTo[field]);
    }

    private String measurement(int from, int to) {
        return text(from, to, false);
    }

    private String text(int from, int to) {
        return text(from, to, true);
    }

    /**
     * Without the backslashes before commas, spaces and, but for the measurement, equals signs. Any
     * other backslash is itself.
     */
    private String text(int from, int to, boolean escapedEquals) {
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            boolean escape = escapes(i, to) && (escapedEquals || line[i + 1] != '=');
            plain[length++] = escape ? line[++i] : line[i];
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    /** Whether the byte there is a backslash that takes the meaning from the one behind it. */
    private boolean escapes(int i, int to) {
        return line[i] == '\\'
                && i + 1 < to
                && (line[i + 1] == ',' || line[i + 1] == '=' || line[i + 1] == ' ');
    }

    private static Objection malformed(String reason) {
        return new Objection(RejectionKind.LINE_MALFORMED, reason);
    }

    private void skipKey() {
        while (at < end && line[at] != ' ') {
            at += escapes(at, end) ? 2 : 1;
        }
    }

    private void skipFieldName() {
        while (at < end && line[at] != '=' && line[at] != ' ' && line[at] != ',') {
            at += escapes(at, end) ? 2 : 1;
        }
    }

    /** Which editors put in front of a text, and which would become part of the first name. */
    private void skipByteOrderMark() {
        if (end - at >= 3
                && line[at] == (byte) 0xEF
                && line[at + 1] == (byte) 0xBB
                && line[at + 2] == (byte) 0xBF) {
            at += 3;
        }
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
        places = Arrays.copyOf(places, fields * 2);
    }
}
