package dev.andon.ingest;

import dev.andon.catalog.SeriesKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** One point after another as JSON objects, wherever they stand. */
final class JsonPoint {
    /**
     * NaN and infinities are no JSON, but common; read, they cost only their own point, as do
     * numbers of many digits. Texts are kept in memory while they are read, so they have a limit.
     */
    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(64 * 1024)
                                    .maxNumberLength(64 * 1024)
                                    .build())
                    .build();

    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

    private static final int MACHINE_ID = 1;
    private static final int METRIC_TYPE = 2;
    private static final int VALUE = 4;
    private static final int TARGET_VALUE = 8;
    private static final int ZONE_NUMBER = 16;
    private static final int TIMESTAMP = 32;

    private final PointBatch batch;
    private final TextTable texts = new TextTable();

    // The members of the point being read, and which of them there were.
    private int seen;
    private @Nullable String machineId;
    private @Nullable String metricType;
    private @Nullable Integer zoneNumber;
    private long micros;
    private boolean hasValue;
    private double value;
    private double target;
    private @Nullable Objection objection;

    JsonPoint(PointBatch batch) {
        this.batch = batch;
    }

    /** What is wrong, for the sender. */
    static IngestRefusedException notJson(String what, JacksonException failure) {
        // Absent where a limit was met.
        TokenStreamLocation location = failure.getLocation();
        String place =
                location == null
                        ? ""
                        : " at line %d, column %d"
                                .formatted(location.getLineNr(), location.getColumnNr());
        return IngestRefusedException.malformed(
                "The %s is not JSON: %s%s.".formatted(what, message(failure), place));
    }

    /**
     * Without where the value began and whose limit it was, which the parser adds for developers.
     */
    static String message(JacksonException failure) {
        return failure.getOriginalMessage()
                .replaceFirst(" \\((for \\w+ )?start.*", "")
                .replaceFirst(", from `[^`]*`", "");
    }

    /** Takes or rejects the point at which the parser stands; false if it is not even an object. */
    boolean read(JsonParser parser, int index) {
        seen = 0;
        machineId = null;
        metricType = null;
        zoneNumber = null;
        micros = batch.receivedMicros();
        hasValue = false;
        target = Double.NaN;
        objection = null;
        boolean object = parser.currentToken() == JsonToken.START_OBJECT;
        if (object) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                readMember(parser, name, parser.nextToken());
            }
        } else {
            parser.skipChildren();
            object(RejectionKind.NOT_JSON, "the point is not a JSON object");
        }
        finish(index);
        return object;
    }

    private void readMember(JsonParser parser, String name, JsonToken token) {
        int member = member(name);
        if ((seen & member) != 0) {
            // Which of the two was meant, only the sender knows.
            object(RejectionKind.MEMBER_TWICE, "member \"%s\" is there twice".formatted(name));
        }
        seen |= member;
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        switch (member) {
            case MACHINE_ID -> machineId = text(parser, name, token);
            case METRIC_TYPE -> metricType = text(parser, name, token);
            case VALUE -> {
                hasValue = true;
                value = number(parser, name, token);
            }
            case TARGET_VALUE -> target = number(parser, name, token);
            case ZONE_NUMBER -> zoneNumber = zone(parser, token);
            case TIMESTAMP -> micros = time(parser, token);
            default -> {
                parser.skipChildren();
                object(
                        RejectionKind.MEMBER_UNKNOWN,
                        "member \"%s\" is not known".formatted(abbreviated(name)));
            }
        }
    }

    /** A bit for each; 0 for what is not known. */
    private static int member(String name) {
        return switch (name) {
            case "machine_id" -> MACHINE_ID;
            case "metric_type" -> METRIC_TYPE;
            case "value" -> VALUE;
            case "target_value" -> TARGET_VALUE;
            case "zone_number" -> ZONE_NUMBER;
            case "timestamp" -> TIMESTAMP;
            default -> 0;
        };
    }

    private void finish(int index) {
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

    private @Nullable String text(JsonParser parser, String name, JsonToken token) {
        if (token != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            object(RejectionKind.NAME_MISSING, name + " must be a text");
            return null;
        }
        return texts.get(
                parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    /** An overflow reads as infinity, which the rules reject. A NaN would pass for "no target". */
    private double number(JsonParser parser, String name, JsonToken token) {
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

    private @Nullable Integer zone(JsonParser parser, JsonToken token) {
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

    private long time(JsonParser parser, JsonToken token) {
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
            return timeOfMillis(parser, token);
        }
        parser.skipChildren();
        object(
                RejectionKind.TIMESTAMP_INVALID,
                "timestamp must be RFC 3339, as in 2026-01-31T06:00:00Z, or epoch milliseconds");
        return 0;
    }

    /** Beyond the range of any clock the number is clamped, and the rules reject it. */
    private long timeOfMillis(JsonParser parser, JsonToken token) {
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
