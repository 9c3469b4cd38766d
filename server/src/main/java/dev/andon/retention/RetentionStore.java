package dev.andon.retention;

import dev.andon.retention.RetentionPlan.Due;
import dev.andon.retention.RetentionPlan.Horizon;
import dev.andon.store.DatabaseFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what is due. Each step is a transaction that leaves everything true if it is the last
 * one: first it is announced what will be gone, then partitions or rows go, with their entry in the
 * log.
 */
@Component
class RetentionStore {
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final RetentionQueries queries;

    RetentionStore(
            JdbcClient database,
            PlatformTransactionManager transactions,
            RetentionQueries queries) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.queries = queries;
    }

    /**
     * Announces from where on a level is kept: older buckets are never made anew from it again. A
     * repair that counts on more is waited for.
     *
     * @return series of which late points came meanwhile; for those nothing was announced
     */
    Set<Integer> announce(Horizon horizon) {
        Set<Integer> changed = new HashSet<>();
        List<Integer> series = new ArrayList<>(horizon.series());
        while (!series.isEmpty()) {
            List<Integer> late = announce(horizon, series);
            if (late.isEmpty()) {
                break;
            }
            changed.addAll(late);
            series.removeAll(Set.copyOf(late));
        }
        return changed;
    }

    /**
     * Announces that a level has no buckets before a time, of whichever series, where it has none
     * yet: coarser levels are then built without it.
     */
    void forgo(String level, Instant before) {
        transaction.executeWithoutResult(status -> {
            patience("10s");
            database.sql("select keep_only_since(?, null, least(?, first_kept(?, '-infinity')))")
                    .params(level, before.atOffset(ZoneOffset.UTC), level)
                    .query()
                    .singleRow();
        });
    }

    private List<Integer> announce(Horizon horizon, List<Integer> series) {
        Integer[] ids = series.toArray(Integer[]::new);
        Object keptFrom = horizon.keptFrom().atOffset(ZoneOffset.UTC);
        return Objects.requireNonNull(
                transaction.execute(status -> {
                    patience("10s");
                    database.sql(
                                    "select count(keep_only_since(?, id, ?)) from unnest(?::integer[]) as s (id)")
                            .params(
                                    horizon.level().equals(Level.RAW) ? "samples" : horizon.level(),
                                    keptFrom,
                                    ids)
                            .query(Long.class)
                            .single();
                    List<Integer> late =
                            database.sql(
                                            """
                                            select distinct series_id from sample_changes
                                            where series_id = any(?) and since < ?
                                            """)
                                    .params(ids, keptFrom)
                                    .query((row, number) -> row.getInt(1))
                                    .list();
                    if (!late.isEmpty()) {
                        status.setRollbackOnly();
                    }
                    return late;
                }));
    }

    /**
     * Drops a partition, unless a series that is kept has got something in it meanwhile. Dropping
     * needs the whole table for an instant: it is not waited for long, because who waits makes all
     * wait who come later.
     *
     * @return false when it is in use, or another server removes just now
     */
    boolean drop(Due due, Instant now, String actor) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> dropNow(due, now, actor)));
        } catch (DataAccessException failure) {
            if (DatabaseFailure.of(failure) == DatabaseFailure.COLLISION) {
                return false;
            }
            throw failure;
        }
    }

    private boolean dropNow(Due due, Instant now, String actor) {
        Piece piece = due.piece();
        if (!isOurTurn()) {
            return false;
        }
        patience("100ms");
        database.sql("lock table %s in access exclusive mode".formatted(piece.table())).update();
        if (queries.hasAny(piece, Objects.requireNonNull(due.others()))) {
            return false;
        }
        insertEntry(due, due.contents(), piece.bytes(), now, actor);
        switch (piece.shelf().kind()) {
            case RAW, ROLLUP -> database.sql("drop table " + piece.table()).update();
            case SEALED ->
                    database.sql("select drop_blocks_month(?)")
                            .param(LocalDate.ofInstant(piece.from(), ZoneOffset.UTC))
                            .query((row, number) -> true)
                            .single();
        }
        return true;
    }

    /**
     * Removes rows of some series of a piece.
     *
     * @param entry what the log has of others of the same, as this answered; null for the first
     * @return the entry in the log; null while there is none
     */
    @Nullable Integer delete(
            Due due, List<Integer> series, @Nullable Integer entry, Instant now, String actor) {
        return transaction.execute(status -> {
            if (!isOurTurn()) {
                return entry;
            }
            Contents gone = deleteRows(due, series);
            if (gone.rows() == 0) {
                return entry;
            }
            long bytes = due.bytesOf(gone.rows());
            if (entry == null) {
                return insertEntry(due, gone, bytes, now, actor);
            }
            addToEntry(entry, gone, bytes, now);
            return entry;
        });
    }

    private Contents deleteRows(Due due, List<Integer> series) {
        Shelf.Kind kind = due.piece().shelf().kind();
        return database.sql(
                        """
                        with gone as (
                            delete from %1$s where series_id = any(?) and %2$s < ?
                            returning %3$s, %2$s as began
                        )
                        select count(distinct series_id), count(*), %4$s, min(began), max(began) from gone
                        """
                                .formatted(
                                        due.piece().table(), kind.time, kind.columns, kind.points))
                .params(series.toArray(Integer[]::new), due.before().atOffset(ZoneOffset.UTC))
                .query(RetentionQueries::contents)
                .single();
    }

    /** Whether no other server removes just now; then this one does, until the transaction ends. */
    private boolean isOurTurn() {
        return database.sql("select pg_try_advisory_xact_lock(hashtext('andon.retention'))")
                .query(Boolean.class)
                .single();
    }

    private void patience(String atMost) {
        database.sql("set local lock_timeout = '%s'".formatted(atMost)).update();
    }

    private int insertEntry(Due due, Contents gone, long bytes, Instant now, String actor) {
        return database.sql(
                        """
                        insert into retention_log (at, level, object, whole, series, points, bytes, exact,
                                                   since, until, rule, actor)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        returning id
                        """)
                .params(
                        now.atOffset(ZoneOffset.UTC),
                        due.piece().shelf().level(),
                        due.piece().table(),
                        due.whole(),
                        gone.series(),
                        gone.points(),
                        bytes,
                        gone.exact(),
                        gone.since().atOffset(ZoneOffset.UTC),
                        gone.until().atOffset(ZoneOffset.UTC),
                        due.rule(),
                        actor)
                .query(Integer.class)
                .single();
    }

    private void addToEntry(int entry, Contents gone, long bytes, Instant now) {
        database.sql(
                        """
                        update retention_log
                        set at = ?, series = series + ?, points = points + ?, bytes = bytes + ?,
                            since = least(since, ?), until = greatest(until, ?)
                        where id = ?
                        """)
                .params(
                        now.atOffset(ZoneOffset.UTC),
                        gone.series(),
                        gone.points(),
                        bytes,
                        gone.since().atOffset(ZoneOffset.UTC),
                        gone.until().atOffset(ZoneOffset.UTC),
                        entry)
                .update();
    }

    /** The newest entries of the log first. */
    List<LogEntry> log(int most) {
        return database.sql(
                        """
                        select at, level, object, whole, series, points, bytes, exact, since, until, rule, actor
                        from retention_log order by id desc limit ?
                        """)
                .param(most)
                .query((row, number) ->
                        new LogEntry(
                                RetentionQueries.instant(row, 1),
                                row.getString(2),
                                row.getString(3),
                                row.getBoolean(4),
                                row.getInt(5),
                                row.getLong(6),
                                row.getLong(7),
                                row.getBoolean(8),
                                RetentionQueries.instant(row, 9),
                                RetentionQueries.instant(row, 10),
                                row.getString(11),
                                row.getString(12)))
                .list();
    }
}
