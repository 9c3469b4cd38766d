package dev.andon.retention;

import dev.andon.retention.RetentionPlan.Due;
import dev.andon.retention.RetentionPlan.Horizon;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Removes once a day what is due, or when an administrator asks. One run at a time; a run that was
 * cut off is gone on with by the next one.
 */
@Component
public class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final String NOBODY = "schedule";

    /** Rows that are deleted in one transaction, about. */
    private static final long ROWS_AT_ONCE = 20_000;

    /** A table that people ask all the time has its pauses, too. */
    private static final int ATTEMPTS = 25;

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** When something could not be had, it is tried again before the next day. */
    private static final Duration TRY_AGAIN_AFTER = Duration.ofHours(1);

    private final RetentionPlanner planner;
    private final RetentionStore store;
    private final RetentionConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final AtomicReference<@Nullable Run> current = new AtomicReference<>();
    private volatile @Nullable Run last;
    private volatile Instant next;
    private @Nullable LocalDate forgoneOn;

    Retention(
            RetentionPlanner planner,
            RetentionStore store,
            RetentionConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.planner = planner;
        this.store = store;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        this.next = followingHour(clock.instant());
    }

    /**
     * A run, as far as it has come.
     *
     * @param of how many things it removes; null while it looks for them
     * @param waiting things that others were using, and that are tried again
     * @param failure why it ended early
     */
    public record Run(
            Instant started,
            String actor,
            @Nullable Instant ended,
            int done,
            @Nullable Integer of,
            int waiting,
            @Nullable String failure) {
        static Run begun(Instant now, String actor) {
            return new Run(now, actor, null, 0, null, 0, null);
        }

        Run with(int newDone, int newOf, int newWaiting) {
            return new Run(started, actor, null, newDone, newOf, newWaiting, null);
        }

        Run ended(Instant now, @Nullable String why) {
            return new Run(started, actor, now, done, of, waiting, why);
        }
    }

    /**
     * A rule in words.
     *
     * @param name for which series
     * @param raw how long points are kept: {@code 30d} or {@code forever}; so the others
     */
    public record RuleWords(
            String name, String raw, String fiveMinutes, String hours, String days) {
        static RuleWords of(String name, Rule rule) {
            return new RuleWords(
                    name,
                    rule.keep(Level.RAW).toString(),
                    rule.keep("5m").toString(),
                    rule.keep("1h").toString(),
                    rule.keep("1d").toString());
        }
    }

    /**
     * In their order; the last one is for all series that no other fits. Where nothing is removed,
     * what really happens.
     */
    public List<RuleWords> rules() {
        if (!planner.removes()) {
            return List.of(RuleWords.of(Policy.DEFAULT, Rule.NOTHING_GOES));
        }
        List<RuleWords> words = new ArrayList<>();
        for (int rule = 0; rule < config.rules().size(); rule++) {
            words.add(RuleWords.of(Policy.name(rule, config.rules()), config.rules().get(rule)));
        }
        if (config.rules().isEmpty() || !config.rules().getLast().isForAll()) {
            words.add(RuleWords.of(Policy.DEFAULT, Rule.DEFAULT));
        }
        return words;
    }

    /** When the next run begins by itself. */
    public Instant next() {
        return next;
    }

    /** The run that goes on, else the last one since the start; null: none yet. */
    public @Nullable Run latest() {
        Run running = current.get();
        return running != null ? running : last;
    }

    /** The newest entries of the log first. */
    public List<LogEntry> log(int most) {
        return store.log(most);
    }

    boolean removes() {
        return planner.removes();
    }

    RetentionPlan plan() {
        return planner.plan();
    }

    @EventListener(ApplicationReadyEvent.class)
    void warnOfRulesWithoutEffect() {
        if (!config.rules().isEmpty() && !planner.removes()) {
            log.warn("andon.retention.rules has no effect: {}", RetentionPlanner.NOT_OURS);
        }
    }

    @Scheduled(fixedDelayString = "PT1M")
    void runWhenDue() {
        forgo();
        if (!clock.instant().isBefore(next) && planner.removes()) {
            start(NOBODY);
        }
    }

    /**
     * Buckets that the next run would remove, as those of an import of old years, are not written.
     */
    void forgo() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(forgoneOn)) {
            planner.removedForAll().forEach(store::forgo);
            forgoneOn = today;
        }
    }

    /** Begins beside the caller; false: one goes on already. */
    boolean start(String actor) {
        if (!current.compareAndSet(null, Run.begun(clock.instant(), actor))) {
            return false;
        }
        Thread.ofVirtual().name("retention").start(() -> finish(actor));
        return true;
    }

    /** Returns when it is done; false: one goes on already. */
    boolean run(String actor) {
        if (!current.compareAndSet(null, Run.begun(clock.instant(), actor))) {
            return false;
        }
        finish(actor);
        return true;
    }

    private void finish(String actor) {
        String failure = null;
        try {
            remove(actor);
        } catch (DataAccessException | TransactionException away) {
            log.warn(
                    "Old data could not be removed to the end; what is left goes with the next run: {}",
                    away.getMessage());
            failure = String.valueOf(away.getMessage());
        } finally {
            Instant now = clock.instant();
            Run ended = current.get();
            boolean again = failure != null || (ended != null && ended.waiting() > 0);
            next = again ? now.plus(TRY_AGAIN_AFTER) : followingHour(now);
            last = ended == null ? null : ended.ended(now, failure);
            current.set(null);
        }
    }

    private void remove(String actor) {
        RetentionPlan plan = planner.plan();
        Set<Integer> late = new HashSet<>();
        for (Horizon horizon : plan.horizons()) {
            late.addAll(store.announce(horizon));
        }
        int done = 0;
        int waiting = 0;
        for (Due due : plan.due()) {
            show(done, plan.due().size(), waiting);
            if (remove(due, late, actor)) {
                meters.counter("andon.retention.points", "level", due.piece().shelf().level())
                        .increment((double) due.contents().points());
                meters.counter("andon.retention.bytes", "level", due.piece().shelf().level())
                        .increment((double) due.bytes());
            } else {
                waiting++;
            }
            done++;
        }
        show(done, plan.due().size(), waiting);
        if (done > waiting) {
            log.info("Removed what was due by the retention rules: {} of {}", done - waiting, done);
        }
    }

    private void show(int done, int of, int waiting) {
        current.updateAndGet(run -> run == null ? null : run.with(done, of, waiting));
    }

    /** False: it has to wait, for others or for late points that have come since the plan. */
    private boolean remove(Due due, Set<Integer> late, String actor) {
        List<Integer> series = due.series().stream().filter(id -> !late.contains(id)).toList();
        if (due.whole()) {
            return series.size() == due.series().size() && drop(due, actor);
        }
        long rowsOfOne = Math.max(1, due.contents().rows() / Math.max(1, due.contents().series()));
        int together = Math.clamp(ROWS_AT_ONCE / rowsOfOne, 1, 1_000);
        Integer entry = null;
        for (List<Integer> part : parts(series, together)) {
            entry = store.delete(due, part, entry, clock.instant(), actor);
        }
        return series.size() == due.series().size();
    }

    private boolean drop(Due due, String actor) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (store.drop(due, clock.instant(), actor)) {
                return true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private static List<List<Integer>> parts(List<Integer> all, int size) {
        List<List<Integer>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return parts;
    }

    /** The hour is one of the people around the server, when few of them look. */
    private Instant followingHour(Instant now) {
        ZonedDateTime local = now.atZone(ZoneId.systemDefault());
        ZonedDateTime today = local.toLocalDate().atTime(config.hour(), 0).atZone(local.getZone());
        return (today.isAfter(local) ? today : today.plusDays(1)).toInstant();
    }
}
