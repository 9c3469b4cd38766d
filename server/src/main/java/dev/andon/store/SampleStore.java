package dev.andon.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes samples, all of one call in one transaction. Points that are new, or probably new, are
 * copied straight into their day's partition. If any meets a point that is there, all of them go in
 * by INSERT … ON CONFLICT, which is half as fast and knows what each point met.
 *
 * <p>All ways write by day, series and time, and take the locks of old days in that order before
 * they write, so concurrent writers may wait for each other but never in a circle.
 */
@Component
public class SampleStore {
    private static final Logger log = LoggerFactory.getLogger(SampleStore.class);
    private static final int MAX_ATTEMPTS = 5;

    private final DataSource dataSource;
    private final PartitionStore partitions;
    private final RawStore raw;
    private final BlockStore blocks;
    private final LatePoints latePoints;
    private final Sealer sealer;
    private final SealingStore sealing;
    private final Hope hope = new Hope();
    private final AppendLoad load = new AppendLoad(System::nanoTime);

    /** Today by the database's clock, as its last answer said; before the first one long ago. */
    private volatile int databaseDay;

    SampleStore(
            DataSource dataSource,
            PartitionStore partitions,
            RawStore raw,
            BlockStore blocks,
            LatePoints latePoints,
            Sealer sealer,
            SealingStore sealing) {
        this.dataSource = dataSource;
        this.partitions = partitions;
        this.raw = raw;
        this.blocks = blocks;
        this.latePoints = latePoints;
        this.sealer = sealer;
        this.sealing = sealing;
    }

    /** For commands, which work on a database without a server. */
    public static SampleStore on(DataSource dataSource) {
        EngineStore engine = new EngineStore(dataSource);
        PartitionStore partitions = new PartitionStore(dataSource, engine);
        RawStore raw = new RawStore(partitions);
        BlockStore blocks = new BlockStore(dataSource);
        return new SampleStore(
                dataSource,
                partitions,
                raw,
                blocks,
                new LatePoints(blocks, raw),
                new Sealer(dataSource, blocks),
                new SealingStore(dataSource, SealingConfig.DEFAULT, engine));
    }

    /**
     * Of points that are there already the newest wins, which is this one. Returns after commit.
     *
     * @throws AppendFailedException when nothing was appended, or, in the category {@link
     *     DatabaseFailure#UNAVAILABLE}, perhaps nothing
     */
    public Appended append(Samples samples) {
        return write(samples, Precedence.ARRIVING, Integer.MIN_VALUE);
    }

    /**
     * Appends points that are older than all that is there: a point that is there already stays as
     * it is, whatever its value. Each point comes once. Otherwise as {@link #append}.
     */
    public void fill(Samples samples) {
        write(samples, Precedence.PRESENT, Integer.MIN_VALUE);
    }

    /**
     * As {@link #append}, for much old data: points of days that are old enough go straight into
     * blocks. That is quickest when a call has all points of a day of a series.
     */
    public Appended load(Samples samples) {
        try {
            return write(samples, Precedence.ARRIVING, sealing.sealableUntil());
        } catch (SQLException failure) {
            throw new AppendFailedException(DatabaseFailure.of(failure), failure);
        }
    }

    AppendLoad load() {
        return load;
    }

    private Appended write(Samples samples, Precedence precedence, int sealedBefore) {
        SortedSamples sorted = SortedSamples.of(samples);
        WritePlan plan = new WritePlan(DayRange.of(sorted), precedence, databaseDay, sealedBefore);
        load.began();
        try {
            Optional<Appended> appended = Optional.empty();
            for (int failures = 0; appended.isEmpty(); ) {
                try {
                    appended = attempt(sorted, plan);
                } catch (SQLException failure) {
                    DatabaseFailure category = DatabaseFailure.of(failure);
                    if (++failures == MAX_ATTEMPTS || !mayTryAgain(category, plan)) {
                        throw new AppendFailedException(category, failure);
                    }
                } catch (BlocksDifferException refusal) {
                    log.error("The points of a day are kept raw: {}", refusal.getMessage());
                    plan.refuse(refusal.epochDay());
                }
            }
            return appended.get();
        } finally {
            load.ended();
        }
    }

    /** Puts right what this server believed wrongly; false where trying again would not help. */
    private boolean mayTryAgain(DatabaseFailure category, WritePlan plan) {
        return switch (category) {
            case ALREADY_THERE -> {
                plan.days().forEach(day -> raw.forget(day.epochDay()));
                plan.mergeOnly();
                hope.disappointed();
                yield true;
            }
            case PARTITION_GONE -> {
                plan.days().forEach(day -> raw.forget(day.epochDay()));
                plan.days().forEach(day -> partitions.forget(day.epochDay()));
                plan.days().forEach(day -> blocks.forget(day.month()));
                yield true;
            }
            case COLLISION -> true;
            case UNAVAILABLE, REFUSED -> false;
        };
    }

    /** Empty when the plan was wrong and has been changed; then nothing was written. */
    private Optional<Appended> attempt(SortedSamples sorted, WritePlan plan) throws SQLException {
        ensureTables(plan);
        Fate[] fates = new Fate[sorted.points()];
        Arrays.fill(fates, Fate.STORED);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            SealingStore.lock(connection, plan);
            Optional<List<RawPoints>> rest = writeOld(connection, sorted, plan, fates);
            if (rest.isEmpty()) {
                return Optional.empty();
            }
            // Not before blocks are written, which takes seconds at times: all writers wait for
            // whoever wants to close a span, and he for this transaction.
            ChangeStore changes = ChangeStore.begin(connection);
            databaseDay = changes.databaseDay();
            if (!plan.isRightFor(databaseDay)) {
                return Optional.empty();
            }
            boolean hoped = writeRaw(connection, sorted, plan, rest.get(), fates);
            Appended appended = Appended.of(sorted, fates);
            for (int change = 0; change < appended.changes(); change++) {
                changes.changed(appended.changedSeries(change), appended.changedMicros(change));
            }
            changes.record(connection);
            connection.commit();
            rest.get().forEach(written -> raw.written(sorted, written));
            if (hoped) {
                hope.fulfilled();
            }
            return Optional.of(appended);
        }
    }

    private void ensureTables(WritePlan plan) throws SQLException {
        List<Integer> rawDays = new ArrayList<>();
        for (DayRange day : plan.days()) {
            if (plan.isSealed(day)) {
                blocks.ensureMonth(day.month());
            } else {
                rawDays.add(day.epochDay());
            }
        }
        partitions.ensure(rawDays);
    }

    /**
     * Old points that do not belong into raw partitions are dealt with.
     *
     * @return what is left to be written raw; nothing when the plan had to be changed
     */
    private Optional<List<RawPoints>> writeOld(
            Connection connection, SortedSamples sorted, WritePlan plan, Fate[] fates)
            throws SQLException {
        List<RawPoints> rest = new ArrayList<>();
        boolean right = true;
        for (DayRange day : plan.days()) {
            if (plan.isSealed(day)) {
                sealer.load(connection, sorted, day, fates);
            } else if (plan.isOld(day)) {
                BlockComparison comparison =
                        latePoints.compare(connection, sorted, day, plan.precedence(), fates);
                if (comparison.corrects() && plan.isExclusive(day)) {
                    latePoints.unseal(connection, day, comparison);
                    comparison =
                            latePoints.compare(connection, sorted, day, plan.precedence(), fates);
                    plan.mergeOnly();
                } else if (comparison.corrects()) {
                    plan.unseal(day);
                    right = false;
                }
                rest.add(comparison.rest());
            } else {
                rest.add(new RawPoints(day.epochDay(), day.points()));
            }
        }
        rest.removeIf(points -> points.points.length == 0);
        return right ? Optional.of(rest) : Optional.empty();
    }

    /** Answers whether points were copied in a hope that came true. */
    private boolean writeRaw(
            Connection connection,
            SortedSamples sorted,
            WritePlan plan,
            List<RawPoints> days,
            Fate[] fates)
            throws SQLException {
        boolean sure = true;
        for (RawPoints day : days) {
            sure = sure && raw.allNew(connection, sorted, day);
        }
        boolean copy = plan.mayCopy() && (sure || hope.isWorthATry());
        for (RawPoints day : days) {
            if (copy) {
                raw.copy(connection, sorted, day);
            } else {
                raw.merge(connection, sorted, day, plan.precedence(), fates);
            }
        }
        return copy && !sure;
    }
}
