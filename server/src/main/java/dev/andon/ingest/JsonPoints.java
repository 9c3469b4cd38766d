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
 * The JSON door: one point, an array of points, or points one after another (NDJSON), read as a
 * stream. A point that is wrong is rejected by itself, and so is a line that is not JSON, since the
 * next line begins anew. An array that is not JSON, or a body without any point, is refused as a
 * whole.
 */
final class JsonPoints {
    /** NaN and infinities are no JSON, but common; read, they cost only their own point. */
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

    /** A body with more of them is something else than points with some accidents. */
    private static final int MAX_BROKEN_LINES = 100;

    private final Rereadable body;
    private final PointBatch batch;
    private JsonParser parser;
    private final TextTable texts = new TextTable();
    private int index;
    private int objects;
    private boolean sawArray;
    private int brokenLines;
    private @Nullable JacksonException firstFailure;

    // The members of the point being read.
    private @Nullable String machineId;
    private @Nullable String metricType;
    private @Nullable Integer zoneNumber;
    private long micros;
    private boolean hasValue;
    private double value;
    private double target;
    private @Nullable Objection objection;

    private JsonPoints(Rereadable body, PointBatch batch) {
        this.body = body;
        this.batch = batch;
        this.parser = parser(body);
    }

    private static JsonParser parser(InputStream body) {
        return FACTORY.createParser(ObjectReadContext.empty(), body);
    }

    static void read(InputStream body, PointBatch batch) throws IOException {
        try (body) {
            new JsonPoints(new Rereadable(body), batch).readAll();
        } catch (JacksonIOException failure) {
            throw failure.getCause();
        }
    }

    private void readAll() throws IOException {
        boolean more = true;
        while (more) {
            try {
                more = readNext();
            } catch (JacksonIOException failure) {
                throw failure;
            } catch (JacksonException failure) {
                rejectLine(failure);
            }
        }
        if (firstFailure != null && objects == 0) {
            throw notJson(firstFailure);
        }
        if (index == 0 && !sawArray) {
            throw IngestRefusedException.malformed("The body is empty.");
        }
    }

    /** One point, or an array of them; false at the end of the body. */
    private boolean readNext() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            return false;
        }
        if (token == JsonToken.START_ARRAY) {
            sawArray = true;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                readPoint();
            }
        } else {
            readPoint();
        }
        body.done(parser.currentLocation().getByteOffset());
        return true;
    }

    private void rejectLine(JacksonException failure) throws IOException {
        JacksonException first = firstFailure == null ? failure : firstFailure;
        firstFailure = first;
        brokenLines++;
        if (sawArray || brokenLines > MAX_BROKEN_LINES || !body.startAtNextLine()) {
            throw notJson(first);
        }
        parser = parser(body);
        batch.reject(index, RejectionKind.NOT_JSON, "the line is not JSON: " + message(failure));
        index++;
    }

    private static IngestRefusedException notJson(JacksonException failure) {
        return IngestRefusedException.malformed(
                "The body is not JSON: %s at line %d, column %d."
                        .formatted(
                                message(failure),
                                failure.getLocation().getLineNr(),
                                failure.getLocation().getColumnNr()));
    }

    /** Without where the value began, which the parser adds for developers. */
    private static String message(JacksonException failure) {
        return failure.getOriginalMessage().replaceFirst(" \\(start .*", "");
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
            objects++;
        } else {
            parser.skipChildren();
            object(RejectionKind.NOT_JSON, "the point is not a JSON object");
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
                object(
                        RejectionKind.MEMBER_UNKNOWN,
                        "member \"%s\" is not known".formatted(abbreviated(name)));
            }
        }
    }

    private void finishPoint() {
        if (objection == null && !hasValue) {
            object(RejectionKind.VALUE_MISSING, "value is missing");
        }
        if (objection != null) {
            batch.reject(index, objection.kind(), objection.reason(), machineId);
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
            object(RejectionKind.NAME_MISSING, name + " must be a text");
            return null;
        }
        return texts.get(
                parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    /** An overflow reads as infinity, which the rules reject. A NaN would pass for "no target". */
    private double number(String name, JsonToken token) {
        if (!token.isNumeric()) {
            parser.skipChildren();
            object(RejectionKind.VALUE_NOT_NUMERIC, name + " must be a number");
            return 0;
        }
        double number = parser.getDoubleValue();
        if (Double.isNaN(number)) {
            object(RejectionKind.VALUE_NOT_FINITE, name + " is not a finite number");
        }
        return number;
    }

    private @Nullable Integer zone(JsonToken token) {
        if (token != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() != JsonParser.NumberType.INT) {
            parser.skipChildren();
            object(
                    RejectionKind.ZONE_OUT_OF_RANGE,
                    "zone_number must be a whole number from 0 to 32767");
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
        object(
                RejectionKind.TIMESTAMP_INVALID,
                "timestamp must be RFC 3339, as in 2026-01-31T06:00:00Z, or epoch milliseconds");
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
            object(RejectionKind.TIMESTAMP_INVALID, "timestamp is not a number");
        }
        return Math.round(Math.clamp(millis, -MAX_MILLIS, MAX_MILLIS) * 1_000);
    }

    /** The first objection is the one reported. */
    private void object(RejectionKind kind, String reason) {
        if (objection == null) {
            objection = new Objection(kind, reason);
        }
    }

    private static String abbreviated(String name) {
        return name.length() <= 50 ? name : name.substring(0, 50) + "…";
    }
}
