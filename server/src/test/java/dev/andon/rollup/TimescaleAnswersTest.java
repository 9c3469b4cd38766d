package dev.andon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TimescaleDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * TimescaleDB gives the answers of plain PostgreSQL at any moment: while points come late or are
 * corrected, into chunks compressed or not, before and after they are refreshed.
 */
class TimescaleAnswersTest {
    @ParameterizedTest
    @CsvSource({"1, UTC", "2, Europe/Berlin", "3, Asia/Kolkata"})
    void answersAgreeAllTheWay(long seed, String zone) throws SQLException {
        Random random = new Random(seed);
        try (TimescaleDatabase timescale = TimescaleDatabase.migrated();
                EnginePair engines = new EnginePair(timescale.owner(), ZoneId.of(zone))) {
            for (int step = 0; step < 30; step++) {
                String context = "seed %d, step %d".formatted(seed, step);
                engines.clock.advance(Duration.ofMinutes(random.nextInt(120)));
                Instant now = engines.clock.instant();
                switch (random.nextInt(4)) {
                    case 0 -> engines.execute(points(random, now, Duration.ofMinutes(5)));
                    case 1 -> engines.execute(points(random, now, Duration.ofDays(4)));
                    case 2 ->
                            engines.onTimescale(
                                    """
                                    select compress_chunk(c, if_not_compressed => true)
                                    from show_chunks('andon.samples', older_than => timestamptz '%s') c
                                    """
                                            .formatted(now.minus(Duration.ofHours(12))));
                    default -> engines.pass();
                }
                if (step % 4 == 0) {
                    engines.answersAgree(context);
                }
                if (step % 10 == 9) {
                    engines.settle();
                    engines.tablesAgree(context);
                    engines.answersAgree(context);
                }
            }
            assertThat(
                            JdbcClient.create(timescale.owner())
                                    .sql(
                                            "select count(*) from timescaledb_information.chunks where is_compressed")
                                    .query(Long.class)
                                    .single())
                    .isPositive();
        }
    }

    /** In a batch some points come twice, and some meet points of earlier batches. */
    private static String points(Random random, Instant now, Duration age) {
        StringBuilder rows = new StringBuilder("insert into public.machine_metrics values ");
        int count = 1 + random.nextInt(60);
        for (int point = 0; point < count; point++) {
            long seconds = random.nextLong(age.toSeconds()) / 30 * 30;
            rows.append(point == 0 ? "" : ", ")
                    .append(
                            "('%s', 't', %s, '%s', null, %s)"
                                    .formatted(
                                            "ABC".charAt(random.nextInt(3)),
                                            random.nextInt(1000) / 10.0,
                                            now.minusSeconds(seconds),
                                            random.nextInt(3) == 0 ? "50.5" : "null"));
        }
        return rows.toString();
    }
}
