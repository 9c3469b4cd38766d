package dev.andon.ingest;

import dev.andon.catalog.SeriesKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A point that a door has taken, for fuzz tests to compare.
 *
 * @param target NaN where there is none
 */
record Taken(SeriesKey series, long micros, double value, double target) {
    static final PointRules RULES = new PointRules(IngestFixture.CONFIG, IngestFixture.NOW);

    /** Reads JSON as the doors do, but as a whole, and nothing that says something twice. */
    static final JsonMapper TREES =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** As a door fills it. */
    static PointBatch batch() {
        PendingMemory memory = new PendingMemory(100_000_000, _ -> Duration.ZERO);
        return new PointBatch(RULES, memory.share(IngestFixture.SENDER));
    }

    static List<Taken> of(PointBatch batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(point ->
                        new Taken(
                                batch.series().get(batch.seriesPlace(point)),
                                batch.epochMicros(point),
                                batch.value(point),
                                batch.target(point)))
                .toList();
    }

    /** Whether the rules take such a point, whatever the door. */
    boolean isLawful() {
        return RULES.objectionToSeries(series) == null
                && PointRules.objectionToNumbers(value, target) == null
                && RULES.objectionToTime(micros) == null;
    }
}
