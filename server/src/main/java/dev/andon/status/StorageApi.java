package dev.andon.status;

import dev.andon.accounts.Caller;
import dev.andon.accounts.Right;
import dev.andon.postgres.DataFolder;
import dev.andon.postgres.Database;
import dev.andon.retention.LogEntry;
import dev.andon.retention.Retention;
import dev.andon.store.EngineStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is stored, how small, and what becomes of it. */
@RestController
final class StorageApi {
    private static final int LOG_ENTRIES = 20;

    private final Database database;
    private final DataFolder folder;
    private final StorageQueries queries;
    private final StorageSizes sizes;
    private final Retention retention;
    private final EngineStore engine;
    private final Clock clock;

    StorageApi(
            Database database,
            DataFolder folder,
            StorageQueries queries,
            StorageSizes sizes,
            Retention retention,
            EngineStore engine,
            Clock clock) {
        this.database = database;
        this.folder = folder;
        this.queries = queries;
        this.sizes = sizes;
        this.retention = retention;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * All as it stood at {@code now}, but for the sizes, which are measured at most once a minute.
     *
     * @param freeBytes of the built-in database's disk, for administrators
     * @param sizes null while they are measured for the first time
     */
    record Storage(
            long now,
            String engine,
            String postgres,
            boolean embedded,
            long databaseBytes,
            @Nullable Long freeBytes,
            @Nullable Sizes sizes,
            List<RollupLevel> rollups,
            Late late,
            Retained retention) {}

    /**
     * A rollup.
     *
     * @param rows about how many
     * @param completeUntil everything before is summed up; null: nothing yet
     * @param closesEverySeconds so much time is added at once
     */
    record RollupLevel(
            String level,
            long rows,
            long bytes,
            @Nullable Long completeUntil,
            long closesEverySeconds) {}

    /**
     * Points that came late and are not summed up again yet; questions see them all the same.
     *
     * @param spans how many stretches of time, of {@code series} series
     * @param oldest where the oldest begins
     */
    record Late(int spans, int series, @Nullable Long oldest) {}

    /**
     * @param next when it is looked for what is due
     * @param log what was removed, the newest first
     */
    record Retained(long next, List<Retention.RuleWords> rules, List<Removed> log) {}

    /**
     * @param actor who asked for it, for administrators; {@code schedule} for nobody
     */
    record Removed(
            long at,
            String level,
            String object,
            int series,
            long points,
            boolean exact,
            long bytes,
            long since,
            long until,
            String rule,
            @Nullable String actor) {
        static Removed of(LogEntry entry, boolean forAdministrator) {
            return new Removed(
                    entry.at().toEpochMilli(),
                    entry.level(),
                    entry.object(),
                    entry.series(),
                    entry.points(),
                    entry.exact(),
                    entry.bytes(),
                    entry.since().toEpochMilli(),
                    entry.until().toEpochMilli(),
                    entry.rule(),
                    forAdministrator ? entry.actor() : null);
        }
    }

    @GetMapping("/api/v1/storage")
    Storage storage(@AuthenticationPrincipal Caller caller) {
        boolean administrator = caller.may(Right.ADMIN);
        return new Storage(
                clock.millis(),
                engine.current().toString(),
                database.version(),
                database.isEmbedded(),
                queries.databaseBytes(),
                administrator && database.isEmbedded() ? freeBytes() : null,
                sizes.current(),
                queries.rollups().stream().map(StorageApi::level).toList(),
                late(queries.repairs()),
                new Retained(
                        retention.next().toEpochMilli(),
                        retention.rules(),
                        retention.log(LOG_ENTRIES).stream()
                                .map(entry -> Removed.of(entry, administrator))
                                .toList()));
    }

    private long freeBytes() {
        try {
            return Files.getFileStore(folder.path()).getUsableSpace();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static RollupLevel level(StorageQueries.Rollup rollup) {
        return new RollupLevel(
                rollup.level(),
                rollup.rows(),
                rollup.bytes(),
                millis(rollup.completeUntil()),
                rollup.closesEvery().toSeconds());
    }

    private static Late late(StorageQueries.Repairs repairs) {
        return new Late(repairs.spans(), repairs.series(), millis(repairs.oldest()));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
