package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beyond what {@link DsQueryVectorsTest} shows: where Andon takes more than Grafana. */
class MacrosTest {
    @Test
    void takesNestedParentheses() {
        assertThat(expand("WHERE $__timeFilter(coalesce(a, to_timestamp(b)))"))
                .isEqualTo(
                        "WHERE coalesce(a, to_timestamp(b)) BETWEEN '2025-03-19T08:00:00Z' AND"
                                + " '2025-03-19T10:00:00Z'");
        assertThat(expand("$__timeGroup(greatest(a, b), '5m')"))
                .isEqualTo("floor(extract(epoch from greatest(a, b))/300)*300");
        assertThat(expand("$__time(f(')', \"(\"))")).isEqualTo("f(')', \"(\") AS \"time\"");
    }

    @Test
    void groupsByTheClockOfAPlant() {
        assertThat(expand("$__timeGroup(t, '1d', 'Europe/Berlin')"))
                .isEqualTo("extract(epoch from date_trunc('day', t, 'Europe/Berlin'))");
        assertThat(expand("$__timeGroupAlias(t, 8h, 'Europe/Berlin', '6h')"))
                .isEqualTo(
                        "extract(epoch from date_bin('28800 seconds', (t) AT TIME ZONE"
                                + " 'Europe/Berlin', timestamp '2000-01-03T06:00') AT TIME ZONE"
                                + " 'Europe/Berlin') AS \"time\"");
        assertThat(Macros.expand(Ask.series("$__timeGroup(t, '1w', 'Asia/Kolkata', NULL)")).fill())
                .isEqualTo(
                        new Fill(
                                LocalBuckets.of("1w", ZoneId.of("Asia/Kolkata"), Duration.ZERO)
                                        .orElseThrow(),
                                new Fill.Mode.Gap()));
        assertThatThrownBy(() -> expand("$__timeGroup(t, '1d', 'Europe/Bielefeld')"))
                .hasMessageContaining("there is no time zone 'Europe/Bielefeld'");
        assertThatThrownBy(() -> expand("$__timeGroup(t, '7h', 'Europe/Berlin')"))
                .hasMessageContaining("must divide a day");
        assertThatThrownBy(() -> expand("$__timeGroup(t, '8h', 'Europe/Berlin', 'noon')"))
                .hasMessageContaining("first shift");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 -- $__timeFilter( and $__nothing(x)",
                "SELECT /* $__timeFrom() /* $__interval */ $__oops(1) */ 1",
                "SELECT '$foo(1)', \"$bar(2)\"",
                "SELECT $tag$ f($1) $tag$",
                "DO $body$(SELECT 1)$body$",
                "SELECT '$__timeFilter('",
                "SELECT $__timeFilter (x)"
            })
    void leavesAlone(String sql) {
        assertThat(expand(sql)).isEqualTo(sql);
    }

    @Test
    void expandsInsideLiterals() {
        assertThat(expand("SELECT '$__interval', '$__unixEpochFrom()s'"))
                .isEqualTo("SELECT '1m', '1742371200s'");
    }

    /** Only the first one names its column, so that GROUP BY can repeat the macro. */
    @Test
    void keepsTheOldMeaningOfAGroupBeforeAComma() {
        assertThat(expand("SELECT $__timeGroup(t,'1m'), m GROUP BY $__timeGroup(t,'1m'), m"))
                .isEqualTo(
                        "SELECT floor(extract(epoch from t)/60)*60 AS \"time\", m GROUP BY"
                                + " floor(extract(epoch from t)/60)*60, m");
    }

    @Test
    void keepsItsMeaningsInTheFormOfTimescale() {
        assertThat(timescale("SELECT $__timeGroup(t,'1m'), m GROUP BY $__timeGroup(t,'1m'), m"))
                .isEqualTo(
                        "SELECT time_bucket('60.000s',t) AS \"time\", m GROUP BY"
                                + " time_bucket('60.000s',t), m");
        assertThat(timescale("$__timeGroup(t, 100ms) $__timeGroupAlias(t, '30d', previous)"))
                .isEqualTo("time_bucket('0.100s',t) time_bucket('2592000.000s',t) AS \"time\"");
        assertThat(timescale("$__unixEpochGroup(t, '5m', 0)")).isEqualTo("floor((t)/300)*300");
        assertThat(timescale("$__timeGroup(t, '1d', 'Europe/Berlin')"))
                .isEqualTo("date_trunc('day', t, 'Europe/Berlin')");
    }

    private static String timescale(String sql) {
        Question plain = Ask.table(sql);
        return Macros.expand(
                        new Question(
                                plain.refId(),
                                sql,
                                plain.format(),
                                Dialect.TIMESCALEDB,
                                plain.range(),
                                plain.interval(),
                                plain.maxDataPoints()))
                .sql();
    }

    @ParameterizedTest
    @CsvSource({
        "100ms, 0.1",
        "1m, 60",
        "7d, 604800",
        "30d, 2.592e+06",
        "12d, 1.0368e+06",
        "2w, 1.2096e+06",
    })
    void writesIntervalsAsGrafanaDoes(String interval, String seconds) {
        assertThat(expand("$__unixEpochGroup(t, '%s')".formatted(interval)))
                .isEqualTo("floor((t)/%1$s)*%1$s".formatted(seconds));
    }

    @Test
    void knowsTheFill() {
        assertThat(fill("$__timeGroup(t, '5m', NULL)"))
                .isEqualTo(new Fill(new Buckets.OfUtc(Duration.ofMinutes(5)), new Fill.Mode.Gap()));
        assertThat(fill("$__timeGroup(t, '5m', Previous)"))
                .isEqualTo(
                        new Fill(
                                new Buckets.OfUtc(Duration.ofMinutes(5)),
                                new Fill.Mode.Previous()));
        assertThat(fill("$__unixEpochGroupAlias(t, '5m', -1.5)"))
                .isEqualTo(
                        new Fill(
                                new Buckets.OfUtc(Duration.ofMinutes(5)),
                                new Fill.Mode.Constant(-1.5)));
    }

    private static Fill fill(String sql) {
        Fill fill = Macros.expand(Ask.table(sql)).fill();
        if (fill == null) {
            throw new AssertionError("no fill in " + sql);
        }
        return fill;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT $__timeFilter() | line 1, column 8 | needs one column",
                "SELECT $__timeFiltr(t) | line 1, column 8 | there is no macro $__timeFiltr",
                "SELECT $__timeGroup(t) | line 1, column 8 | needs a column and an interval",
                "SELECT $__timeGroup(t, 'five') | line 1, column 8 | is no interval",
            })
    void tellsWhatWhereAndWhatInstead(String sql, String place, String message) {
        assertThatThrownBy(() -> expand(sql))
                .isInstanceOf(QuestionException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(message);
    }

    /** Whatever the text: an expansion or a sentence, never another exception. */
    @ParameterizedTest
    @MethodSource("seeds")
    void survivesAnyText(long seed) {
        Random random = new Random(seed);
        String[] pieces = {
            "$__timeFilter(",
            "$__timeGroup(",
            "$__interval",
            "$foo(",
            ")",
            "(",
            ",",
            "'",
            "\"",
            "$$",
            "$a$",
            "--",
            "\n",
            "/*",
            "*/",
            "E'",
            "\\",
            "t",
            " ",
            "5m",
            "NULL",
            "{",
            "[[",
            "]]",
            "é",
            "\uD83D\uDE00",
        };
        StringBuilder sql = new StringBuilder();
        for (int piece = random.nextInt(60); piece > 0; piece--) {
            sql.append(pieces[random.nextInt(pieces.length)]);
        }
        try {
            assertThat(expand(sql.toString())).isNotNull();
        } catch (QuestionException refused) {
            assertThat(refused.sentence()).startsWith("Macro at line ");
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    private static String expand(String sql) {
        return Macros.expand(Ask.table(sql)).sql();
    }
}
