package dev.andon.ingest;

import dev.andon.catalog.SeriesKey;
import dev.andon.ingest.CsvLayout.Role;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Records of CSV as points: one each, or one for each column that is a metric. */
final class CsvPoints implements ImportRecords.Sink {
    /** Roughly: what is remembered of a series or a machine, beside its bytes. */
    private static final int BYTES_A_KEY = 200;

    /** Longer than two names and a zone can be and still be taken. */
    private static final int LONGEST_KEY = 2_000;

    /** Stands between names; in a name it is refused. */
    private static final byte SEPARATOR = 0x1F;

    private final PointBatch batch;
    private final CsvOptions options;
    private final CsvLayout layout;
    private final CsvRecord fields;
    private final CsvTimes times;
    private final List<CsvLayout.Metric> metrics;
    private final byte[] key = new byte[LONGEST_KEY];
    private ByteTable<int[]> places = new ByteTable<>();
    private @Nullable Objection objection;

    CsvPoints(PointBatch batch, CsvOptions options, CsvLayout layout) {
        this.batch = batch;
        this.options = options;
        this.layout = layout;
        this.fields = new CsvRecord(layout.delimiter());
        this.times = new CsvTimes(options.epoch(), options.zone());
        this.metrics = layout.metrics();
    }

    @Override
    public void record(int index, byte[] bytes, int from, int to) {
        if (batch.passOn()) {
            places = new ByteTable<>();
        }
        if (CsvRecord.isBlank(bytes, from, to)) {
            return;
        }
        if (!fields.split(bytes, from, to)) {
            batch.reject(
                    index,
                    RejectionKind.CSV_MALFORMED,
                    "a text in quotes does not end, or something follows it");
            return;
        }
        if (fields.size() != layout.columns()) {
            batch.reject(
                    index,
                    RejectionKind.CSV_MALFORMED,
                    "there are %d fields, and %d columns in the header"
                            .formatted(fields.size(), layout.columns()));
            return;
        }
        objection = null;
        long micros = time(bytes);
        if (options.wide()) {
            addAll(index, bytes, micros);
        } else {
            addOne(index, bytes, micros);
        }
    }

    private void addOne(int index, byte[] bytes, long micros) {
        double value = number(bytes, layout.column(Role.VALUE), "value");
        if (Double.isNaN(value)) {
            object(new Objection(RejectionKind.VALUE_MISSING, "value is missing"));
        }
        double target =
                layout.has(Role.TARGET_VALUE)
                        ? number(bytes, layout.column(Role.TARGET_VALUE), "target_value")
                        : Double.NaN;
        int[] place = places(1);
        if (objection == null && place[0] < 0) {
            SeriesKey series = series(fields.text(layout.column(Role.METRIC_TYPE)));
            if (objection == null) {
                place[0] = batch.place(index, series);
                if (place[0] < 0) {
                    return;
                }
            }
        }
        if (objection != null) {
            batch.reject(index, objection.kind(), objection.reason(), machine());
            return;
        }
        batch.add(index, place[0], micros, value, target);
    }

    /** A field that is empty is no point: not every machine measures everything at every moment. */
    private void addAll(int index, byte[] bytes, long micros) {
        Objection ofRecord = objection;
        int[] placesOfColumns = places(metrics.size());
        for (int i = 0; i < metrics.size(); i++) {
            CsvLayout.Metric metric = metrics.get(i);
            if (fields.isEmpty(metric.column())) {
                continue;
            }
            objection = ofRecord;
            double value = number(bytes, metric.column(), metric.name());
            if (objection == null && placesOfColumns[i] < 0) {
                SeriesKey series = series(metric.name());
                if (objection == null) {
                    placesOfColumns[i] = batch.place(index, series);
                    if (placesOfColumns[i] < 0) {
                        continue;
                    }
                }
            }
            if (objection == null) {
                batch.add(index, placesOfColumns[i], micros, value, Double.NaN);
            } else {
                batch.reject(index, objection.kind(), objection.reason(), machine());
            }
        }
    }

    /** Of the series of this record, or of this machine; negative while they are not known. */
    private int[] places(int count) {
        int end = append(Role.MACHINE_ID, 0);
        if (!options.wide()) {
            end = append(Role.METRIC_TYPE, end);
        }
        end = append(Role.ZONE_NUMBER, end);
        return end < 0 ? unknown(count) : places.get(key, 0, end, () -> remembered(count));
    }

    private int append(Role role, int at) {
        if (at < 0 || at == key.length || !layout.has(role)) {
            return at;
        }
        key[at] = SEPARATOR;
        return fields.copy(layout.column(role), key, at + 1);
    }

    private int[] remembered(int count) {
        batch.take(BYTES_A_KEY + (long) count * Integer.BYTES);
        return unknown(count);
    }

    private static int[] unknown(int count) {
        int[] places = new int[count];
        Arrays.fill(places, -1);
        return places;
    }

    private SeriesKey series(String metric) {
        Integer zone = null;
        if (layout.has(Role.ZONE_NUMBER) && !fields.isEmpty(layout.column(Role.ZONE_NUMBER))) {
            String text = fields.text(layout.column(Role.ZONE_NUMBER)).strip();
            if (text.matches("\\d{1,5}")) {
                zone = Integer.valueOf(text);
            } else {
                object(
                        new Objection(
                                RejectionKind.ZONE_OUT_OF_RANGE,
                                "zone_number must be a whole number from 0 to 32767"));
            }
        }
        return new SeriesKey(machine(), metric, zone);
    }

    private String machine() {
        String all = options.machine();
        return all == null ? fields.text(layout.column(Role.MACHINE_ID)) : all;
    }

    private long time(byte[] bytes) {
        int column = layout.column(Role.TIMESTAMP);
        long micros = times.micros(bytes, fields.begin(column), fields.end(column));
        Objection toTime = times.objection();
        if (toTime != null) {
            object(toTime);
        }
        return micros;
    }

    /** NaN for an empty field. */
    private double number(byte[] bytes, int column, String name) {
        int begin = fields.begin(column);
        int end = fields.end(column);
        if (begin == end) {
            return Double.NaN;
        }
        boolean point = false;
        for (int i = begin; options.decimalComma() && i < end; i++) {
            point |= bytes[i] == '.';
            bytes[i] = bytes[i] == ',' ? (byte) '.' : bytes[i];
        }
        double number = point ? Double.NaN : DecimalText.parse(bytes, begin, end);
        if (Double.isNaN(number)) {
            String text = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
            object(objectionToNumber(text, name, point));
            return 0;
        }
        return number;
    }

    private static Objection objectionToNumber(String text, String name, boolean point) {
        if (text.toLowerCase(Locale.ROOT).matches("[+-]?(nan|inf|infinity)")) {
            return new Objection(RejectionKind.VALUE_NOT_FINITE, name + " is not a finite number");
        }
        return new Objection(
                RejectionKind.VALUE_NOT_NUMERIC,
                point
                        ? name + " has a point, although numbers of this file have a comma"
                        : name + " is not a number");
    }

    /** The first objection is the one reported. */
    private void object(Objection next) {
        if (objection == null) {
            objection = next;
        }
    }
}
