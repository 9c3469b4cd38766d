package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Answers for drawing, from a database to the frame. */
class DrawnAnswersTest {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = PlantData.database();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void reducesForDrawingAloneAndCountsTheRowsOfTheDatabase() {
        String sql =
                """
                SELECT timestamptz '2025-03-19 08:00Z' + n * interval '100 ms' AS time, n % 7 AS value
                FROM generate_series(1, 50000) n ORDER BY n
                """;
        String filled =
                """
                SELECT $__timeGroup(t, '1s', 0), 1.0 AS value
                FROM generate_series($__timeFrom()::timestamptz, $__timeTo()::timestamptz, '1s') t ORDER BY 1
                """;
        try (QueryEngine few = engine(Ask.limited(40_000))) {
            Frame drawn = Ask.frame(few.ask(Ask.drawn(sql), Cancellation.of(null)));
            Reduced reduced = Objects.requireNonNull(drawn.meta().reduced());
            assertThat(reduced.rows()).isEqualTo(40_000);
            assertThat(reduced.kept()).isEqualTo(drawn.rows()).isLessThan(400);
            assertThat(drawn.meta().notices())
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.text()).contains("limited to 40000"));
            assertThat(Ask.frame(few.ask(Ask.series(sql), Cancellation.of(null))).rows())
                    .isEqualTo(40_000);
            assertThat(Ask.frame(few.ask(Ask.drawn(filled), Cancellation.of(null))).rows())
                    .as("gaps are filled row by row")
                    .isEqualTo(7_201);
        }
    }

    @Test
    void saysOfReducedRowsWhatAllOfThemAddUpTo() {
        String one =
                """
                SELECT timestamptz '2025-03-19 08:00Z' + n * interval '100 ms' AS time,
                  CASE WHEN n % 5000 > 0 THEN n % 7 END AS a, n % 5 = 0 AS b
                FROM generate_series(1, 50000) n ORDER BY n
                """;
        String many =
                """
                SELECT timestamptz '2025-03-19 08:00Z' + (n / 4) * interval '100 ms' AS time,
                  'zone ' || n % 3 AS zone, sqrt(n) AS value
                FROM generate_series(1, 50000) n ORDER BY n
                """;
        try (QueryEngine engine = engine(Ask.CONFIG)) {
            for (String sql : List.of(one, many)) {
                Frame all = Ask.frame(engine.ask(Ask.series(sql), Cancellation.of(null)));
                Frame drawn = Ask.frame(engine.ask(Ask.drawn(sql), Cancellation.of(null)));
                assertThat(drawn.rows()).isLessThan(all.rows() / 10);
                for (int field = 1; field < all.fields().size(); field++) {
                    Frame.Field whole = all.fields().get(field);
                    Frame.Total total = Objects.requireNonNull(drawn.fields().get(field).total());
                    assertThat(whole.total()).isNull();
                    assertThat(List.of((double) total.count(), total.sum()))
                            .as(whole.name() + whole.labels())
                            .isEqualTo(countAndSum((Column.Doubles) whole.values()));
                }
            }
        }
    }

    private static List<Double> countAndSum(Column.Doubles values) {
        double count = 0;
        double sum = 0;
        for (int row = 0; row < values.size(); row++) {
            if (!values.isNull(row)) {
                count++;
                sum += values.number(row);
            }
        }
        return List.of(count, sum);
    }

    @Test
    void reducesNothingWhereThatIsOff() {
        QueryConfig off =
                new QueryConfig(
                        Duration.ofSeconds(30),
                        1_000_000,
                        DataSize.ofMegabytes(16),
                        8,
                        8,
                        Duration.ofSeconds(15),
                        DataSize.ofMegabytes(64),
                        false,
                        QuotingRule.BY_CONTEXT);
        try (QueryEngine whole = engine(off)) {
            String sql =
                    "SELECT n AS time, n AS value FROM generate_series(1742371200, 1742378400) n";
            Frame all = Ask.frame(whole.ask(Ask.drawn(sql), Cancellation.of(null)));
            assertThat(all.rows()).isEqualTo(7_201);
            assertThat(all.meta().reduced()).isNull();
        }
    }

    private static QueryEngine engine(QueryConfig config) {
        return QueryEngine.over(database.reader(), database.owner(), config);
    }
}
