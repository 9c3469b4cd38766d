package dev.andon.ingest;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** One message by WebSocket: {@code {"id":"…","points":[…]}}, its members in any order. */
final class SocketMessage {
    private static final int LONGEST_ID = 100;

    private final String text;
    private @Nullable String id;
    private boolean hasPoints;

    SocketMessage(String text) {
        this.text = text;
    }

    /** As far as reading came upon one that can be used. */
    @Nullable String id() {
        return id;
    }

    void read(PointBatch batch) {
        try (JsonParser parser = parser()) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw IngestRefusedException.malformed("The message is not a JSON object.");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                readMember(parser, name, batch);
            }
            if (parser.nextToken() != null) {
                throw IngestRefusedException.malformed("Something follows the message's object.");
            }
        } catch (JacksonException failure) {
            throw JsonPoint.notJson("message", failure);
        }
        if (id == null) {
            throw IngestRefusedException.malformed("The message has no id.");
        }
        if (!hasPoints) {
            throw IngestRefusedException.malformed("The message has no points.");
        }
    }

    /** Of a message that was not read, or not to its end, to tell its sender which one it is. */
    @Nullable String readId() {
        if (id != null) {
            return id;
        }
        try (JsonParser parser = parser()) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    if (name.equals("id")) {
                        readId(parser);
                        return id;
                    }
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
        } catch (JacksonException | IngestRefusedException unusable) {
            return null;
        }
        return null;
    }

    private JsonParser parser() {
        return JsonPoint.FACTORY.createParser(ObjectReadContext.empty(), text);
    }

    private void readMember(JsonParser parser, String name, PointBatch batch) {
        switch (name) {
            case "id" -> readId(parser);
            case "points" -> readPoints(parser, batch);
            default ->
                    throw IngestRefusedException.malformed(
                            "The message has a member that is not known; there are id and points.");
        }
    }

    private void readId(JsonParser parser) {
        boolean usable =
                id == null
                        && parser.nextToken() == JsonToken.VALUE_STRING
                        && parser.getStringLength() <= LONGEST_ID;
        if (!usable) {
            throw IngestRefusedException.malformed(
                    "The message's id must be one text of at most %d characters."
                            .formatted(LONGEST_ID));
        }
        id = parser.getString();
    }

    private void readPoints(JsonParser parser, PointBatch batch) {
        if (hasPoints || parser.nextToken() != JsonToken.START_ARRAY) {
            throw IngestRefusedException.malformed("The message's points must be one array.");
        }
        hasPoints = true;
        JsonPoint point = new JsonPoint(batch);
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            batch.passOn();
            point.read(parser, index);
        }
    }
}
