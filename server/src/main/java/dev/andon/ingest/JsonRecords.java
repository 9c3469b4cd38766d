package dev.andon.ingest;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/** Records of JSON as points: one by one, so that a broken one costs only itself. */
final class JsonRecords implements ImportRecords.Sink {
    private final PointBatch batch;
    private final JsonPoint point;

    JsonRecords(PointBatch batch) {
        this.batch = batch;
        this.point = new JsonPoint(batch);
    }

    @Override
    public void record(int index, byte[] bytes, int from, int to) {
        batch.passOn();
        int begin = from;
        while (begin < to && isBetweenPoints(bytes[begin])) {
            begin++;
        }
        if (begin == to) {
            return;
        }
        try (JsonParser parser =
                JsonPoint.FACTORY.createParser(
                        ObjectReadContext.empty(), bytes, begin, to - begin)) {
            while (parser.nextToken() != null) {
                point.read(parser, index);
            }
        } catch (JacksonException failure) {
            batch.reject(
                    index, RejectionKind.NOT_JSON, "it is not JSON: " + JsonPoint.message(failure));
        }
    }

    /** Blanks, and what an array has beside its points. */
    private static boolean isBetweenPoints(byte sign) {
        return switch (sign) {
            case ' ', '\t', '\r', '\n', ',', '[', ']' -> true;
            default -> false;
        };
    }
}
