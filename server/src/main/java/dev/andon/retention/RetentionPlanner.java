package dev.andon.retention;

import dev.andon.retention.RetentionPlan.Due;
import dev.andon.retention.RetentionPlan.Horizon;
import dev.andon.retention.RetentionPlan.Postponed;
import dev.andon.retention.RetentionPlan.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds what is due. A level of a series is due before the time its rule says, if every coarser
 * level that is kept longer has been summed up from it by then, and no late point waits to be.
 * Nothing is due while a table is being taken over, of which older rows may follow.
 */
@Component
class RetentionPlanner {
    static final String NOT_OURS =
            "TimescaleDB keeps the samples of this database, and Andon removes nothing of it; docs/operations.md, TimescaleDB, says how to drop its chunks.";

    private final RetentionQueries queries;
    private final RetentionConfig config;
    private final Clock clock;

    RetentionPlanner(RetentionQueries queries, RetentionConfig config, Clock clock) {
        this.queries = queries;
        this.config = config;
        this.clock = clock;
    }

    /** Whether anything is ever removed. */
    boolean removes() {
        return queries.areOurs();
    }

    /** Rollups of which every rule removes something, and before when all of them do. */
    Map<String, Instant> removedForAll() {
        Map<String, Instant> removed = new HashMap<>();
        if (removes()) {
            for (Level level : queries.levels()) {
                Instant from =
                        Policy.longest(config.rules(), level.name()).keptFrom(clock.instant());
                if (from != null) {
                    removed.put(level.name(), from);
                }
            }
        }
        return removed;
    }

    RetentionPlan plan() {
        Instant now = clock.instant();
        List<Policy> policies = Policy.of(config.rules(), queries.signals());
        List<Level> rollups = queries.levels();
        if (!removes()) {
            return new RetentionPlan(now, List.of(), List.of(), leftAlone(now, policies, rollups));
        }
        List<Postponed> waiting = new ArrayList<>();
        List<Horizon> horizons = horizons(now, policies, rollups, waiting);
        List<Due> due = new ArrayList<>();
        List<Shelf> shelves =
                Stream.concat(
                                Stream.of(Shelf.RAW, Shelf.SEALED),
                                rollups.stream().map(level -> Shelf.rollup(level.name())))
                        .toList();
        for (Shelf shelf : shelves) {
            List<Horizon> ofShelf =
                    horizons.stream()
                            .filter(horizon -> horizon.level().equals(shelf.level()))
                            .toList();
            if (!ofShelf.isEmpty()) {
                for (Piece piece : queries.pieces(shelf)) {
                    examine(piece, ofShelf, policies, due, waiting);
                }
            }
        }
        return new RetentionPlan(now, horizons, due, waiting);
    }

    private static List<Postponed> leftAlone(
            Instant now, List<Policy> policies, List<Level> rollups) {
        List<Postponed> waiting = new ArrayList<>();
        List<String> levels =
                Stream.concat(Stream.of(Level.RAW), rollups.stream().map(Level::name)).toList();
        for (Policy policy : policies) {
            for (String level : levels) {
                Instant wanted = policy.keep(level).keptFrom(now);
                if (wanted != null) {
                    waiting.add(
                            new Postponed(
                                    policy.name(),
                                    level,
                                    policy.series().size(),
                                    wanted,
                                    Reason.NOT_OURS,
                                    NOT_OURS));
                }
            }
        }
        return waiting;
    }

    private List<Horizon> horizons(
            Instant now, List<Policy> policies, List<Level> rollups, List<Postponed> waiting) {
        boolean takingOver = queries.isTakingOver();
        Map<Integer, Instant> changes = queries.changes();
        List<Horizon> horizons = new ArrayList<>();
        for (Policy policy : policies) {
            for (int finer = 0; finer <= rollups.size(); finer++) {
                String level = finer == 0 ? Level.RAW : rollups.get(finer - 1).name();
                Instant wanted = policy.keep(level).keptFrom(now);
                if (wanted == null) {
                    continue;
                }
                if (takingOver) {
                    waiting.add(takingOver(policy, level, wanted));
                    continue;
                }
                List<Level> coarser = rollups.subList(finer, rollups.size());
                Instant from = keptFrom(level, summedUp(policy, level, wanted, coarser, waiting));
                List<Integer> quiet = withoutChanges(policy, level, from, changes, waiting);
                horizons.add(new Horizon(policy, level, from, quiet));
            }
        }
        return horizons;
    }

    /** Rollups go by whole months, and until theirs has gone, late points are added to them. */
    private static Instant keptFrom(String level, Instant from) {
        return level.equals(Level.RAW) ? from : Shelf.rollup(level).limit(from);
    }

    private static Postponed takingOver(Policy policy, String level, Instant wanted) {
        return new Postponed(
                policy.name(),
                level,
                policy.series().size(),
                wanted,
                Reason.TAKING_OVER,
                "A table is being taken over, and its points must be summed up first. `andon adopt status` says how far it is.");
    }

    /** The wanted time, or as far as the levels that outlive this one are complete. */
    private static Instant summedUp(
            Policy policy,
            String level,
            Instant wanted,
            List<Level> coarser,
            List<Postponed> waiting) {
        Instant from = wanted;
        for (Level outliving : coarser) {
            boolean needed = policy.keep(outliving.name()).isLongerThan(policy.keep(level));
            if (needed && outliving.completeUntil().isBefore(from)) {
                from = outliving.completeUntil();
            }
        }
        if (from.isBefore(wanted)) {
            waiting.add(
                    new Postponed(
                            policy.name(),
                            level,
                            policy.series().size(),
                            wanted,
                            Reason.SUMMING_UP,
                            "The rollups that are kept longer are not complete for that time yet; they go on by themselves."));
        }
        return from.truncatedTo(ChronoUnit.DAYS);
    }

    private static List<Integer> withoutChanges(
            Policy policy,
            String level,
            Instant from,
            Map<Integer, Instant> changes,
            List<Postponed> waiting) {
        List<Integer> quiet =
                policy.series().stream()
                        .filter(series -> !changes.getOrDefault(series, Instant.MAX).isBefore(from))
                        .toList();
        int changed = policy.series().size() - quiet.size();
        if (changed > 0) {
            waiting.add(
                    new Postponed(
                            policy.name(),
                            level,
                            changed,
                            from,
                            Reason.LATE_POINTS,
                            "Late or corrected points of that time are not in the rollups yet; they get there by themselves."));
        }
        return quiet;
    }

    private void examine(
            Piece piece,
            List<Horizon> horizons,
            List<Policy> policies,
            List<Due> due,
            List<Postponed> waiting) {
        Shelf shelf = piece.shelf();
        List<Horizon> touching =
                horizons.stream()
                        .filter(horizon -> piece.beginsBefore(shelf.limit(horizon.keptFrom())))
                        .toList();
        if (touching.isEmpty()) {
            return;
        }
        List<Due> found =
                touching.stream()
                        .map(horizon -> rowsOf(piece, horizon))
                        .filter(rows -> rows.contents().rows() > 0)
                        .toList();
        Set<Integer> allDue =
                touching.stream()
                        .filter(horizon -> piece.isAllBefore(shelf.limit(horizon.keptFrom())))
                        .flatMap(horizon -> horizon.series().stream())
                        .collect(Collectors.toSet());
        List<Integer> others =
                policies.stream()
                        .flatMap(policy -> policy.series().stream())
                        .filter(series -> !allDue.contains(series))
                        .toList();
        if (!found.isEmpty() && !allDue.isEmpty() && !queries.hasAny(piece, others)) {
            due.add(whole(piece, found, others));
        } else if (shelf.kind() == Shelf.Kind.RAW) {
            found.forEach(rows -> waiting.add(unsealed(rows)));
        } else {
            due.addAll(found);
        }
    }

    private Due rowsOf(Piece piece, Horizon horizon) {
        Instant before = piece.shelf().limit(horizon.keptFrom());
        return new Due(
                piece,
                horizon.policy().name(),
                horizon.series(),
                before,
                queries.contents(piece, horizon.series(), before),
                null);
    }

    private static Due whole(Piece piece, List<Due> parts, List<Integer> others) {
        Contents contents =
                parts.stream().map(Due::contents).reduce(Contents.NOTHING, Contents::and);
        return new Due(
                piece,
                parts.stream().map(Due::rule).distinct().collect(Collectors.joining("; ")),
                parts.stream().flatMap(part -> part.series().stream()).toList(),
                parts.getFirst().before(),
                contents,
                others);
    }

    private static Postponed unsealed(Due rows) {
        return new Postponed(
                rows.rule(),
                rows.piece().shelf().level(),
                rows.contents().series(),
                rows.before(),
                Reason.NOT_SEALED,
                "Other series of that day are kept longer, so it has to be sealed first; that happens by itself.");
    }
}
