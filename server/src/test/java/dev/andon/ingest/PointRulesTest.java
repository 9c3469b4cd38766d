package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.catalog.SeriesKey;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointRulesTest {
    private static final PointRules RULES = rules(Map.of());

    @Test
    void aSecondDecidesAtEitherEndOfTheTimesThatAreTaken() {
        PointRules rules = rules(Map.of("max-ahead", "7s", "max-age", "6h"));

        assertThat(rules.objectionToTime(micros(Duration.ofSeconds(7)))).isNull();
        assertThat(rules.objectionToTime(micros(Duration.ofHours(-6)))).isNull();
        assertThat(rules.objectionToTime(micros(Duration.ofSeconds(8))))
                .isEqualTo(
                        new Objection(
                                RejectionKind.TIMESTAMP_AHEAD,
                                "timestamp 2026-03-19T08:00:08Z is more than 7 seconds ahead of the server's clock (2026-03-19T08:00:00Z)"));
        assertThat(rules.objectionToTime(micros(Duration.ofHours(-6).minusSeconds(1))))
                .isEqualTo(
                        new Objection(
                                RejectionKind.TIMESTAMP_OLD,
                                "timestamp 2026-03-19T01:59:59Z is older than 360 minutes, the oldest this server takes; is its unit right?"));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',NAME_MISSING",
                "' ',NAME_MISSING",
                "a\u0007,NAME_CONTROL_CHARACTER",
                "a\u0085,NAME_CONTROL_CHARACTER",
                "a\ud83c,NAME_NOT_UNICODE",
                "a\ufffd,NAME_NOT_UNICODE"
            })
    void namesHaveAKindOfFault(String name, RejectionKind kind) {
        assertThat(kind(new SeriesKey(name, "t", null))).isEqualTo(kind);
        assertThat(kind(new SeriesKey("M", name, null))).isEqualTo(kind);
    }

    @Test
    void theLengthOfNamesIsConfigurable() {
        assertThat(kind(new SeriesKey("M".repeat(200), "t", null))).isNull();
        assertThat(kind(new SeriesKey("M".repeat(201), "t", null)))
                .isEqualTo(RejectionKind.NAME_TOO_LONG);
        Objection objection =
                rules(Map.of("max-name-length", "8"))
                        .objectionToSeries(new SeriesKey("123456789", "t", null));
        assertThat(Objects.requireNonNull(objection).reason())
                .isEqualTo("machine_id is longer than 8 characters");
    }

    @Test
    void zonesAndNumbersHaveTheirLimits() {
        assertThat(kind(new SeriesKey("M", "t", 0))).isNull();
        assertThat(kind(new SeriesKey("M", "t", 32_767))).isNull();
        assertThat(kind(new SeriesKey("M", "t", 32_768)))
                .isEqualTo(RejectionKind.ZONE_OUT_OF_RANGE);
        assertThat(kind(new SeriesKey("M", "t", -1))).isEqualTo(RejectionKind.ZONE_OUT_OF_RANGE);
        assertThat(PointRules.objectionToNumbers(Double.MAX_VALUE, Double.NaN)).isNull();
        assertThat(PointRules.objectionToNumbers(Double.NaN, 1)).isNotNull();
        assertThat(PointRules.objectionToNumbers(1, Double.NEGATIVE_INFINITY)).isNotNull();
    }

    @Test
    void kindsHaveALabelAndATitle() {
        assertThat(RejectionKind.TIMESTAMP_AHEAD.label()).isEqualTo("timestamp-ahead");
        assertThat(RejectionKind.TIMESTAMP_AHEAD.title()).isEqualTo("Timestamp in the future");
    }

    private static @Nullable RejectionKind kind(SeriesKey series) {
        Objection objection = RULES.objectionToSeries(series);
        return objection == null ? null : objection.kind();
    }

    private static PointRules rules(Map<String, String> settings) {
        return new PointRules(IngestFixture.config(settings), IngestFixture.NOW);
    }

    private static long micros(Duration fromNow) {
        return IngestFixture.NOW.plus(fromNow).getEpochSecond() * 1_000_000;
    }
}
