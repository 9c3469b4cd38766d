package dev.andon.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.andon.rollup.Rollups;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random questions to a random plant have the same answers as they are asked and as they are
 * planned, on one engine: before anything is closed, after that, while changes are not repaired,
 * with sealed days, and while all of that goes on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlannerEqualityContract {
    /** Less would mean that the planner does too little to be tested. */
    private static final double LEAST_SHARE = 0.25;

    /** So many questions a plant; `make equality` asks more. */
    private final int questions;

    PlannerEqualityContract(int questions) {
        this.questions = Integer.getInteger("andon.questions", questions);
    }

    /** A new database, and what its reader sets to have the rights of the reading role. */
    record Database(DataSource owner, DataSource reader, String settings) {}

    abstract Database open();

    abstract void close();

    @AfterEach
    void closeDatabase() {
        close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Asia/Kolkata"})
    void plannedQuestionsHaveTheSameAnswers(String zoneName) throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.printf("%s %s, seed %d%n", getClass().getSimpleName(), zoneName, seed);
        ZoneId zone = ZoneId.of(zoneName);
        Database database = open();
        Choice choice = new Choice(seed);
        GeneratedPlant plant = new GeneratedPlant(database.owner(), choice);
        EqualityRun run = new EqualityRun(database.reader(), database.settings());
        QueryGenerator generator = new QueryGenerator(choice, plant);

        ask(run, generator, 5, "nothing is closed; seed " + seed);
        plant.rollups(zone, Duration.ofHours(30)).settle();
        ask(run, generator, 25, "closed but for 30 hours; seed " + seed);
        plant.sendLate(40, Instant.EPOCH);
        ask(run, generator, 10, "changed everywhere; seed " + seed);
        plant.rollups(zone, Duration.ofMinutes(200)).settle();
        plant.seal();
        ask(run, generator, 35, "sealed and repaired; seed " + seed);
        plant.sendLate(40, plant.now.minus(Duration.ofHours(60)));
        ask(run, generator, 25, "changed in the last days; seed " + seed);

        System.out.println(run);
        assertThat(run.shareOfErrors()).as("texts that PostgreSQL refuses").isLessThan(0.1);
        assertThat(run.shareAccelerated())
                .as("answered from rollups")
                .isGreaterThanOrEqualTo(LEAST_SHARE);
    }

    /** Each question sees one moment, whatever the others do meanwhile. */
    @Test
    void answersAreOfOneMoment() throws Exception {
        assumeTrue(severalConnections(), "SKIPPED: this server takes one connection");
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.printf("%s under writers, seed %d%n", getClass().getSimpleName(), seed);
        Database database = open();
        GeneratedPlant plant = new GeneratedPlant(database.owner(), new Choice(seed));
        plant.rollups(ZoneId.of("Europe/Berlin"), Duration.ofHours(60)).settle();
        EqualityRun run = new EqualityRun(database.reader(), database.settings());
        QueryGenerator generator = new QueryGenerator(new Choice(seed + 1), plant);
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService others = Executors.newSingleThreadExecutor()) {
            Future<Integer> rounds = others.submit(() -> goOn(plant, over));
            try {
                ask(run, generator, 40, "under writers, seed " + seed);
            } finally {
                over.set(true);
            }
            System.out.println(run + "; " + rounds.get() + " rounds of writers");
        }
        assertThat(run.shareAccelerated()).as("answered from rollups").isPositive();
    }

    /**
     * Points come late, levels are closed up to a later hour, changes are repaired, days sealed.
     */
    private static int goOn(GeneratedPlant plant, AtomicBoolean over) throws Exception {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        int round = 0;
        while (!over.get()) {
            plant.sendLate(3, Instant.EPOCH);
            Rollups rollups = plant.rollups(zone, Duration.ofHours(Math.max(1, 60 - round)));
            for (int pass = 0; pass < 4 && !over.get(); pass++) {
                rollups.pass();
            }
            if (round % 8 == 7) {
                plant.seal();
            }
            round++;
        }
        return round;
    }

    /** Whether others can do something while a question is asked. */
    boolean severalConnections() {
        return true;
    }

    private void ask(EqualityRun run, QueryGenerator generator, int percent, String context)
            throws SQLException {
        for (int question = 0; question < questions * percent / 100; question++) {
            String difference = run.check(generator.next());
            if (difference != null) {
                fail("%s%n%s", context, difference);
            }
        }
    }
}
