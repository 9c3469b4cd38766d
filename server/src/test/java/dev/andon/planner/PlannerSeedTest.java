package dev.andon.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import dev.andon.query.Answer;
import dev.andon.query.Ask;
import dev.andon.query.Cancellation;
import dev.andon.query.Dialect;
import dev.andon.query.Format;
import dev.andon.query.QueryEngine;
import dev.andon.query.Question;
import dev.andon.query.TimeRange;
import dev.andon.query.Variable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The queries of the customer's guide and those that people publish for Grafana: each is answered
 * from the rollup that its mark names, or passed on, and has the answer of its own text.
 */
class PlannerSeedTest {
    private static final TimeRange RANGE =
            new TimeRange(
                    Instant.parse("2025-03-27T00:00:00Z"), Instant.parse("2025-04-02T00:00:00Z"));
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    /** Their tables come with the history of machines, or are not as the guide has it. */
    private static final Set<String> WITHOUT_TABLE =
            Set.of("4. Power Consumption (Energy Table)", "5. Machine Status Over Time");

    private static TestDatabase database;
    private static SingleConnectionDataSource reader;
    private static QueryEngine engine;

    @BeforeAll
    static void start() throws SQLException {
        database = TestDatabase.migrated();
        reader = new SingleConnectionDataSource(database.url("andon_reader"), true);
        engine = QueryEngine.over(database.reader(), database.owner(), Ask.CONFIG);
        GeneratedPlant plant = new GeneratedPlant(database.owner(), new Choice(1));
        plant.rollups(ZoneId.of("Europe/Berlin"), Duration.ofHours(1)).settle();
    }

    @AfterAll
    static void stop() {
        engine.close();
        reader.destroy();
        database.close();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void theRightRollupGivesTheSameAnswer(MarkedQuery query) throws SQLException {
        String expanded = Ask.expanded(question(query, Dialect.POSTGRES));
        EqualityRun.Outcome outcome = new EqualityRun(reader, "").outcome(expanded);

        assertThat(outcome.difference()).as(outcome.plan().toString()).isNull();
        assertThat(outcome.error() == null)
                .as("%s", outcome.error())
                .isEqualTo(!WITHOUT_TABLE.contains(query.title()));
        assertThat(outcome.plan().level())
                .as(outcome.plan().explanation())
                .isEqualTo(query.level());
    }

    @ParameterizedTest
    @MethodSource("traps")
    void whatIsDifficultHasTheSameAnswer(MarkedQuery query) throws SQLException {
        String expanded = Ask.expanded(question(query, Dialect.POSTGRES));
        EqualityRun.Outcome outcome = new EqualityRun(reader, "").outcome(expanded);

        assertThat(outcome.difference()).as(outcome.plan().toString()).isNull();
    }

    static Stream<MarkedQuery> traps() {
        return MarkedQuery.unmarked("trap-queries.sql").stream();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theEngineAnswers(Dialect dialect) {
        for (MarkedQuery query : queries().toList()) {
            Answer answer = engine.ask(question(query, dialect), Cancellation.of(null));
            assertThat(answer instanceof Answer.Frames)
                    .as("%s: %s", query, answer)
                    .isEqualTo(!WITHOUT_TABLE.contains(query.title()));
        }
    }

    static Stream<MarkedQuery> queries() {
        return Stream.of("seed-queries.sql", "panel-queries.sql")
                .flatMap(file -> MarkedQuery.all(file).stream());
    }

    private static Question question(MarkedQuery query, Dialect dialect) {
        return new Question(
                "A",
                Ask.interpolated(query.sql(), variables(query.sql()), RANGE, INTERVAL),
                Format.TABLE,
                dialect,
                RANGE,
                INTERVAL,
                1_000);
    }

    /** Where a list may stand, several can be chosen; elsewhere the guide puts the quotes. */
    private static List<Variable> variables(String sql) {
        boolean several = sql.contains("IN ($");
        return Map.of("machine_id", "M-01", "metric_type", "temperature", "area", "Hall A")
                .entrySet()
                .stream()
                .map(chosen ->
                        new Variable(
                                chosen.getKey(),
                                several,
                                false,
                                null,
                                List.of(chosen.getValue()),
                                List.of(chosen.getValue()),
                                List.of(),
                                null))
                .toList();
    }
}
