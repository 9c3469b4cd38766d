package dev.andon.ingest;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;

/**
 * The JSON door: one point, an array of points, or points one after another (NDJSON), read as a
 * stream. A point that is wrong is rejected by itself, and so is a line that is not JSON, since the
 * next line begins anew. An array that is not JSON, or a body without any point, is refused as a
 * whole.
 */
final class JsonPoints {
    /** A body with more of them is something else than points with some accidents. */
    private static final int MAX_BROKEN_LINES = 100;

    private final Rereadable body;
    private final PointBatch batch;
    private JsonParser parser;
    private final JsonPoint point;
    private int index;
    private int objects;
    private boolean sawArray;
    private int brokenLines;
    private @Nullable JacksonException firstFailure;

    private JsonPoints(Rereadable body, PointBatch batch) {
        this.body = body;
        this.batch = batch;
        this.point = new JsonPoint(batch);
        this.parser = parser(body);
    }

    private static JsonParser parser(InputStream body) {
        return JsonPoint.FACTORY.createParser(ObjectReadContext.empty(), body);
    }

    static void read(InputStream body, PointBatch batch) throws IOException {
        try (body) {
            batch.hold(Rereadable.MOST_KEPT);
            new JsonPoints(new Rereadable(body), batch).readAll();
        } catch (JacksonIOException failure) {
            if (failure.getCause() instanceof CharConversionException notText) {
                // It looked like UTF-16 or UTF-32, which have zeros in every character.
                throw IngestRefusedException.malformed(
                        "The body is not JSON: %s.".formatted(notText.getMessage()));
            }
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
            throw JsonPoint.notJson("body", firstFailure);
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
            throw JsonPoint.notJson("body", first);
        }
        parser = parser(body);
        batch.reject(
                index,
                RejectionKind.NOT_JSON,
                "the line is not JSON: " + JsonPoint.message(failure));
        index++;
    }

    private void readPoint() {
        batch.passOn();
        if (point.read(parser, index)) {
            objects++;
        }
        index++;
    }
}
