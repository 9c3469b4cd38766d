package dev.andon.ingest;

import dev.andon.catalog.SeriesKey;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The JSON door: one point, arrays of points, or points one after another (NDJSON), read as a
 * stream. A point that is wrong is rejected by itself; a body that is not JSON is refused as a
 * whole.
 */
final class JsonPoints {
    /** NaN and infinities are no JSON, but common; read, they cost only their own point. */
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

    private final JsonParser parser;
    private final PointBatch batch;
    private final TextTable texts = new TextTable();
    private int index;

    // The members of the point being read.
    private @Nullable String machineId;
    private @Nullable String metricType;
    private @Nullable Integer zoneNumber;
    private long micros;
    private boolean hasValue;
    private double value;
    private double target;
    private @Nullable String objection;

    private JsonPoints(JsonParser parser, PointBatch batch) {
        this.parser = parser;
        this.batch = batch;
    }

    static void read(InputStream body, PointBatch batch) throws IOException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            new JsonPoints(parser, batch).readAll();
        } catch (JacksonIOException failure) {
            throw failure.getCause();
        } catch (JacksonException failure) {
            throw IngestRefusedException.malformed(
                    "The body is not JSON: %s at line %d, column %d."
                            .formatted(
                                    failure.getOriginalMessage(),
                                    failure.getLocation().getLineNr(),
                                    failure.getLocation().getColumnNr()));
        }
    }

    private void readAll() {
        if (parser.nextToken() == null) {
            throw IngestRefusedException.malformed("The body is empty.");
        }
        for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    readPoint();
                }
            } else {
                readPoint();
            }
        }
    }

    private void readPoint() {
        machineId = null;
        metricType = null;
        zoneNumber = null;
        micros = batch.receivedMicros();
        hasValue = false;
        target = Double.NaN;
        objection = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                if (token != JsonToken.VALUE_NULL) {
                    readMember(name, token);
                }
            }
        } else {
            parser.skipChildren();
            object("the point is not a JSON object");
        }
        finishPoint();
        index++;
    }

    private void readMember(String name, JsonToken token) {
        switch (name) {
            case "machine_id" -> machineId = text(name, token);
            case "metric_type" -> metricType = text(name, token);
            case "value" -> {
                hasValue = true;
                value = number(name, token);
            }
            case "target_value" -> target = number(name, token);
            case "zone_number" -> zoneNumber = zone(token);
            case "timestamp" -> micros = time(token);
            default -> {
                parser.skipChildren();
                object("member \"%s\" is not known".formatted(abbreviated(name)));
            }
        }
    }

    private void finishPoint() {
        if (objection == null && !hasValue) {
            objection = "value is missing";
        }
        if (objection != null) {
            batch.reject(index, objection);
            return;
        }
        // Missing names are the rules' business, too; an empty one is missing.
        SeriesKey key =
                new SeriesKey(
                        machineId == null ? "" : machineId,
                        metricType == null ? "" : metricType,
                        zoneNumber);
        int place = batch.place(index, key);
        if (place >= 0) {
            batch.add(index, place, micros, value, target);
        }
    }

    private @Nullable String text(String name, JsonToken token) {
        if (token != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            object(name + " must be a text");
            return null;
        }
        return texts.get(
                parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    /** An overflow reads as infinity, which the rules reject. A NaN would pass for "no target". */
    private double number(String name, JsonToken token) {
        if (!token.isNumeric()) {
            parser.skipChildren();
            object(name + " must be a number");
            return 0;
        }
        double number = parser.getDoubleValue();
        if (Double.isNaN(number)) {
            object(name + " is not a finite number");
        }
        return number;
    }

    private @Nullable Integer zone(JsonToken token) {
        if (token != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() != JsonParser.NumberType.INT) {
            parser.skipChildren();
            object("zone_number must be a whole number from 0 to 32767");
            return null;
        }
        return parser.getIntValue();
    }

    private long time(JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            long time =
                    Rfc3339.micros(
                            parser.getStringCharacters(),
                            parser.getStringOffset(),
                            parser.getStringLength());
            if (time != Rfc3339.INVALID) {
                return time;
            }
        } else if (token.isNumeric()) {
            return timeOfMillis(token);
        }
        parser.skipChildren();
        object("timestamp must be RFC 3339, as in 2026-01-31T06:00:00Z, or epoch milliseconds");
        return 0;
    }

    /** Beyond the range of any clock the number is clamped, and the rules reject it. */
    private long timeOfMillis(JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return Math.clamp(parser.getLongValue(), -MAX_MILLIS, MAX_MILLIS) * 1_000;
        }
        double millis = parser.getDoubleValue();
        if (Double.isNaN(millis)) {
            object("timestamp is not a number");
        }
        return Math.round(Math.clamp(millis, -MAX_MILLIS, MAX_MILLIS) * 1_000);
    }

    /** The first objection is the one reported. */
    private void object(String reason) {
        if (objection == null) {
            objection = reason;
        }
    }

    private static String abbreviated(String name) {
        return name.length() <= 50 ? name : name.substring(0, 50) + "…";
    }
}
