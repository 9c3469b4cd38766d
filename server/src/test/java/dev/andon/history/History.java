package dev.andon.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.SettableClock;
import dev.andon.rollup.BucketModel;
import dev.andon.rollup.Rollups;
import dev.andon.store.AppendFailedException;
import dev.andon.store.DatabaseFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A plant's database, a server that may be killed at any moment, and a model of what must be. */
final class History {
    private static final Instant START = Instant.parse("2025-03-24T00:00:00Z");
    private static final Instant BEGINNING = Instant.parse("2025-03-30T18:30:00Z");
    private static final List<ZoneId> ZONES =
            List.of(
                    ZoneId.of("UTC"),
                    ZoneId.of("Europe/Berlin"),
                    ZoneId.of("Asia/Kolkata"),
                    ZoneId.of("America/New_York"));

    private static final List<Level> LEVELS = List.of(Level.values());

    private final Random random;
    private final HistoryPoints drawn;
    private final ZoneId zone;
    private final SettableClock clock = new SettableClock(BEGINNING);
    private final CuttableConnections connections;
    private final Map<String, Integer> series = new HashMap<>();
    final JdbcClient owner;
    private final JdbcClient reader;
    final HistoryModel model;
    private HistoryServer server;
    private int cuts;

    History(HistoryDatabase database, long seed) throws SQLException {
        random = new Random(seed);
        drawn = new HistoryPoints(random);
        zone = ZONES.get(random.nextInt(ZONES.size()));
        model = new HistoryModel(zone);
        connections = new CuttableConnections(database.owner(), database.ending());
        owner = JdbcClient.create(database.owner());
        reader = JdbcClient.create(database.reader());
        for (Signal signal : Signal.ALL) {
            series.put(signal.machine(), insert(signal));
        }
        server = newServer();
        server.rollups.pass();
    }

    private int insert(Signal signal) {
        owner.sql("insert into andon.machines (id, name) values (?, ?)")
                .params(signal.machine(), signal.machine())
                .update();
        return owner.sql(
                        "insert into andon.series (machine_id, metric_type) values (?, ?) returning id")
                .params(signal.machine(), signal.metric())
                .query(Integer.class)
                .single();
    }

    private HistoryServer newServer() {
        return new HistoryServer(connections, series, zone, clock);
    }

    /** How often the server was killed in the middle of something. */
    int cuts() {
        return cuts;
    }

    Instant now() {
        return clock.instant();
    }

    /** Something happens; one time in three the server is killed at some moment of it. */
    void act(Operation operation) throws SQLException, InterruptedException {
        clock.advance(Duration.ofMinutes(random.nextInt(150)));
        if (random.nextInt(3) == 0) {
            connections.cutAfter(random.nextInt(random.nextInt(4) == 0 ? 80 : 14));
        }
        happen(operation);
        boolean cut = connections.isCut();
        connections.mend();
        if (cut) {
            cuts++;
            server = random.nextBoolean() ? newServer() : server;
        }
        pointsMustFollow();
    }

    private void happen(Operation operation) throws SQLException, InterruptedException {
        Instant now = clock.instant();
        switch (operation) {
            case NEW -> write(drawn.between(now, now.plusSeconds(1)), server::append);
            case NEW_AND_CLOSING -> {
                write(drawn.between(now, now.plusSeconds(1)), server::append);
                unlessCut(server.rollups::pass);
            }
            case LATE -> write(drawn.between(now.minus(3, ChronoUnit.DAYS), now), server::append);
            case OLD -> write(drawn.between(START, now), server::append);
            case AGAIN -> write(drawn.again(model), server::append);
            case INSERTED ->
                    write(drawn.between(now.minus(1, ChronoUnit.DAYS), now), server::insert);
            case INSERTED_OLD -> write(drawn.between(START, now), server::insert);
            case INSERTED_AGAIN -> write(drawn.again(model), server::insert);
            case LOADED -> write(drawn.days(START, now), server::load);
            case TODAY -> write(drawn.between(today(), today().plusSeconds(1)), server::append);
            case ROLLED_UP -> rollUp(1 + random.nextInt(8));
            case CLOSED -> {
                Level level = LEVELS.get(random.nextInt(LEVELS.size()));
                Duration longest = Duration.ofHours(1 + random.nextInt(60));
                unlessCut(() -> server.rollups.close(now, level.label, longest));
            }
            case REPAIRED -> unlessCut(() -> server.rollups.repair(1, 1 + random.nextInt(100)));
            case JOINED -> unlessCut(server.rollups::joinChanges);
            case SEALED -> {
                unlessCut(server.store::seal);
                unlessCut(server.store::seal);
            }
            case COMPRESSED ->
                    unlessCut(() -> server.compress(now.minus(random.nextInt(9), ChronoUnit.DAYS)));
            case REMOVED -> new HistoryRetention(this).run(server.retention);
            case DAYS_PASSED -> clock.advance(Duration.ofHours(24 + random.nextInt(72)));
        }
    }

    /** By the clock of the database, which knows of days that need no lock. */
    private static Instant today() {
        return LocalDate.now(ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private void rollUp(int passes) throws SQLException, InterruptedException {
        for (int pass = 0; pass < passes; pass++) {
            unlessCut(server.rollups::pass);
        }
    }

    private interface Work {
        void run() throws SQLException, InterruptedException;
    }

    private interface Way {
        void write(List<BucketModel.Point> points) throws SQLException;
    }

    /** What was not acknowledged may be stored or not, but as a whole. */
    private void write(List<BucketModel.Point> points, Way way)
            throws SQLException, InterruptedException {
        boolean acknowledged = unlessCut(() -> way.write(points));
        if (acknowledged || stored().equals(model.pointsWith(points))) {
            model.write(points);
        }
    }

    /** Answers whether it came to its end. Only a cut connection makes anything fail. */
    private boolean unlessCut(Work work) throws SQLException, InterruptedException {
        try {
            work.run();
            return true;
        } catch (AppendFailedException failure) {
            if (!connections.isCut()) {
                throw failure;
            }
            assertThat(failure.category()).isEqualTo(DatabaseFailure.UNAVAILABLE);
            return false;
        } catch (SQLException failure) {
            if (!connections.isCut()) {
                throw failure;
            }
            return false;
        }
    }

    boolean isCut() {
        return connections.isCut();
    }

    /** As people see them; none may be there twice. */
    Map<HistoryModel.Point, HistoryModel.Reading> stored() {
        Map<HistoryModel.Point, HistoryModel.Reading> stored = new HashMap<>();
        reader.sql(
                        "select machine_id, \"timestamp\", value, target_value from public.machine_metrics")
                .query(row -> {
                    HistoryModel.Point point =
                            new HistoryModel.Point(
                                    row.getString(1),
                                    row.getObject(2, OffsetDateTime.class).toInstant());
                    Double target = row.getObject(4, Double.class);
                    HistoryModel.Reading twice =
                            stored.put(
                                    point,
                                    new HistoryModel.Reading(
                                            row.getDouble(3),
                                            target == null ? Double.NaN : target));
                    assertThat(twice).as("%s is there twice", point).isNull();
                });
        return stored;
    }

    private void pointsMustFollow() {
        Map<HistoryModel.Point, HistoryModel.Reading> stored = stored();
        if (!stored.equals(model.points())) {
            assertThat(stored).isEqualTo(model.points());
        }
    }

    void viewsMustFollow() {
        boolean pending =
                owner.sql("select exists (select from andon.sample_changes)")
                        .query(Boolean.class)
                        .single();
        for (Level level : Level.values()) {
            Map<BucketModel.Key, BucketModel.Bucket> expected = model.buckets(level);
            Map<BucketModel.Key, BucketModel.Bucket> actual = Rollups.view(reader, level.view);
            // What was removed shows again, and right, while a change of it waits.
            expected.keySet()
                    .removeIf(key ->
                            model.isGone(level, key) && !(pending && actual.containsKey(key)));
            for (Map<BucketModel.Key, ?> side : List.of(expected, actual)) {
                side.keySet()
                        .removeIf(key ->
                                model.isLeftAsItWas(level, key)
                                        || (pending && model.straddles(level, key)));
            }
            assertThat(BucketModel.differences(expected, actual)).as(level.view).isEmpty();
        }
    }

    /** Rollups are open where a point is not sealed yet. */
    void onlyOldDaysAreSealed() {
        assertThat(
                        owner.sql(
                                        """
                                        select count(*) from andon.sample_blocks
                                        where last_micros >= (select andon.epoch_micros(min(complete_until)) from andon.rollup_state)
                                        """)
                                .query(Long.class)
                                .single())
                .isZero();
    }

    String summary() {
        return owner.sql(
                        """
                        select format('%s points, %s of them in %s blocks, %s removed', ?,
                                      coalesce(sum(points), 0), count(*),
                                      (select coalesce(sum(points), 0) from andon.retention_log where level = 'raw'))
                        from andon.sample_blocks
                        """)
                .param(model.points().size())
                .query(String.class)
                .single();
    }

    /** Until nothing is left to be done. */
    void settle() throws SQLException {
        boolean working = true;
        while (working) {
            working = server.rollups.pass();
        }
        assertThat(
                        owner.sql("select count(*) from andon.sample_changes")
                                .query(Long.class)
                                .single())
                .isZero();
    }
}
