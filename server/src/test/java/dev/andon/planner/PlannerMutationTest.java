package dev.andon.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import dev.andon.query.Ask;
import dev.andon.query.Dialect;
import dev.andon.query.Format;
import dev.andon.query.Question;
import dev.andon.query.TimeRange;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Published queries with words left out, doubled, exchanged or put in from others: most are refused
 * by PostgreSQL, planned or not; what is left means the same.
 */
class PlannerMutationTest {
    private static final int MUTATIONS = Integer.getInteger("andon.questions", 2_000);
    private static final Pattern WORD =
            Pattern.compile(
                    "'(?:[^']|'')*'|\"[^\"]*\"|[A-Za-z_0-9.]+|::|=>|<=|>=|<>|\\|\\||\\s+|.");

    /** So long a question may take that has lost its bounds or its join's condition. */
    private static final String PATIENCE = "set local statement_timeout = '2s'";

    @Test
    void mutatedQueriesKeepTheirMeaning() throws SQLException {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("PlannerMutationTest, seed " + seed);
        Choice choice = new Choice(seed);
        try (TestDatabase database = TestDatabase.migrated()) {
            SingleConnectionDataSource reader =
                    new SingleConnectionDataSource(database.url("andon_reader"), true);
            GeneratedPlant plant = new GeneratedPlant(database.owner(), choice);
            plant.rollups(ZoneId.of("Europe/Berlin"), Duration.ofHours(30)).settle();
            EqualityRun run = new EqualityRun(reader, PATIENCE);
            List<List<String>> queries = queries();
            int accelerated = 0;
            for (int mutation = 0; mutation < MUTATIONS; mutation++) {
                String sql = mutated(queries, choice);
                EqualityRun.Outcome outcome = run.outcome(sql);
                assertThat(outcome.difference())
                        .as("seed %d%n%s%n---%n%s", seed, sql, outcome.plan().sql())
                        .isNull();
                accelerated += outcome.plan().level() != null && outcome.error() == null ? 1 : 0;
            }
            reader.destroy();
            System.out.printf("%d mutations, %d answered from rollups%n", MUTATIONS, accelerated);
            assertThat(accelerated).isGreaterThan(MUTATIONS / 20);
        }
    }

    private static List<List<String>> queries() {
        TimeRange range =
                new TimeRange(
                        Instant.parse("2025-03-28T00:00:00Z"),
                        Instant.parse("2025-03-31T12:34:56Z"));
        List<List<String>> queries = new ArrayList<>();
        for (MarkedQuery query : MarkedQuery.all("panel-queries.sql")) {
            Question question =
                    new Question(
                            "A",
                            query.sql(),
                            Format.TABLE,
                            Dialect.POSTGRES,
                            range,
                            Duration.ofMinutes(10),
                            1_000);
            queries.add(
                    WORD.matcher(Ask.expanded(question))
                            .results()
                            .map(MatchResult::group)
                            .toList());
        }
        return queries;
    }

    private static String mutated(List<List<String>> queries, Choice choice) {
        List<String> words = new ArrayList<>(choice.of(queries));
        for (int changes = 1 + choice.below(2); changes > 0; changes--) {
            int place = choice.below(words.size());
            switch (choice.below(5)) {
                case 0 -> words.remove(place);
                case 1 -> words.add(place, words.get(choice.below(words.size())) + " ");
                case 2 -> words.set(place, choice.of(words));
                case 3 -> words.set(place, choice.of(choice.of(queries)));
                default -> {
                    List<String> other = choice.of(queries);
                    int from = choice.below(other.size());
                    int to = Math.min(other.size(), from + 1 + choice.below(12));
                    words.addAll(place, other.subList(from, to));
                }
            }
        }
        return String.join("", words);
    }
}
