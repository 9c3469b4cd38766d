package dev.andon.rollup;

import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes in whatever order, views are right at any moment and tables when all is done. */
class RollupHistoryTest {
    @ParameterizedTest
    @CsvSource({
        "1, UTC",
        "2, Europe/Berlin",
        "3, Asia/Kolkata",
        "4, America/New_York",
        "5, America/Havana"
    })
    void viewsAndTablesAgreeWithTheModel(long seed, String zone) throws SQLException {
        RandomPoints points = new RandomPoints(seed);
        try (RollupFixture fixture = new RollupFixture(ZoneId.of(zone))) {
            fixture.settle();
            for (int step = 0; step < 60; step++) {
                String context = "seed %d, step %d".formatted(seed, step);
                fixture.clock.advance(Duration.ofMinutes(points.below(120)));
                act(fixture, points);
                if (step % 3 == 0) {
                    fixture.viewsAreRight(context);
                }
                if (step % 10 == 9) {
                    fixture.settle();
                    fixture.tablesAreRight(context);
                    fixture.viewsAreRight(context);
                }
            }
        }
    }

    private static void act(RollupFixture fixture, RandomPoints points) throws SQLException {
        switch (points.below(4)) {
            case 0 -> fixture.append(points.batch(fixture.clock.instant(), Duration.ofMinutes(5)));
            case 1 -> fixture.append(points.batch(fixture.clock.instant(), Duration.ofDays(4)));
            case 2 ->
                    fixture.insertThroughTheView(
                            points.batch(fixture.clock.instant(), Duration.ofHours(30)));
            default -> fixture.worker.pass();
        }
    }
}
