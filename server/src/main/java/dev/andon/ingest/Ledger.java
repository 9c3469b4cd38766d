package dev.andon.ingest;

import dev.andon.store.Fate;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account of every point since the start: by door, by token and by machine, all under one lock
 * that is taken once an answer, so that the sums agree at any moment.
 */
final class Ledger {
    private final Clock clock;
    private final Instant since;
    private final Counts totals = new Counts();
    private final RecentPoints recent;
    private final Map<Protocol, DoorAccount> doors = new EnumMap<>(Protocol.class);
    private final NewestSeen<Object, TokenAccount> tokens;
    private final NewestSeen<Optional<String>, MachineAccount> machines;
    private final Map<RejectionKind, KindAccount> kinds = new EnumMap<>(RejectionKind.class);
    private final Map<IngestRefusedException.Category, Long> refused =
            new EnumMap<>(IngestRefusedException.Category.class);
    private long answered;

    /**
     * @param maxKept machines, and as many tokens, that have an account of their own
     */
    Ledger(Clock clock, int maxKept) {
        this.clock = clock;
        this.since = clock.instant();
        this.recent = new RecentPoints(since);
        this.tokens = new NewestSeen<>(maxKept, account -> account.counts);
        this.machines = new NewestSeen<>(maxKept, account -> account.counts);
    }

    private static final class DoorAccount {
        final Counts counts = new Counts();
        Instant lastSeen = Instant.EPOCH;
    }

    private static final class TokenAccount {
        final int id;
        final Counts counts = new Counts();
        String name = "";
        long refused;
        Instant lastSeen = Instant.EPOCH;

        TokenAccount(int id) {
            this.id = id;
        }
    }

    private static final class MachineAccount {
        final @Nullable String machine;
        final Counts counts = new Counts();
        final ClockSkew skew = new ClockSkew();
        Instant lastSeen = Instant.EPOCH;
        long newestMicros = Long.MIN_VALUE;

        MachineAccount(@Nullable String machine) {
            this.machine = machine;
        }
    }

    private static final class KindAccount {
        long count;
        Instant lastSeen = Instant.EPOCH;
        Sender sender;
        Rejections.OfKind newest;

        KindAccount(Sender sender, Rejections.OfKind newest) {
            this.sender = sender;
            this.newest = newest;
        }
    }

    /** Points whose fate is certain: rejected, or committed. */
    void count(Sender sender, PointBatch points, Fates fates) {
        Rejections rejections = points.rejections();
        Counts all = new Counts();
        all.add(
                fates.count(Fate.STORED),
                fates.count(Fate.UNCHANGED),
                fates.count(Fate.CORRECTED),
                rejections.count());
        synchronized (this) {
            Instant now = clock.instant();
            totals.add(all);
            recent.add(now, all);
            DoorAccount door = doors.computeIfAbsent(sender.door(), _ -> new DoorAccount());
            door.counts.add(all);
            door.lastSeen = now;
            token(sender, now).counts.add(all);
            countTaken(now, points, fates);
            countRejected(now, rejections);
            rejections.byKind().forEach((kind, newest) -> count(now, sender, kind, newest));
        }
    }

    private void countTaken(Instant now, PointBatch points, Fates fates) {
        for (int place = 0; place < fates.places(); place++) {
            if (fates.newestMicros(place) != Long.MIN_VALUE) {
                MachineAccount machine = machine(points.series().get(place).machineId(), now);
                machine.counts.add(
                        fates.count(place, Fate.STORED),
                        fates.count(place, Fate.UNCHANGED),
                        fates.count(place, Fate.CORRECTED),
                        0);
                machine.newestMicros = Math.max(machine.newestMicros, fates.newestMicros(place));
                machine.skew.add(now, Math.floorDiv(fates.newestMicros(place), 1_000));
            }
        }
    }

    private void countRejected(Instant now, Rejections rejections) {
        int unknown = rejections.count();
        for (Map.Entry<String, Rejections.OfMachine> one : rejections.byMachine().entrySet()) {
            Rejections.OfMachine rejected = one.getValue();
            MachineAccount machine = machine(one.getKey(), now);
            machine.counts.add(0, 0, 0, rejected.count());
            if (rejected.newestMicros() != Long.MIN_VALUE) {
                machine.skew.add(now, Math.floorDiv(rejected.newestMicros(), 1_000));
            }
            unknown -= rejected.count();
        }
        if (unknown > 0) {
            machine(null, now).counts.add(0, 0, 0, unknown);
        }
    }

    private void count(Instant now, Sender sender, RejectionKind kind, Rejections.OfKind newest) {
        KindAccount account = kinds.computeIfAbsent(kind, _ -> new KindAccount(sender, newest));
        account.count += newest.count();
        account.lastSeen = now;
        account.sender = sender;
        account.newest = newest;
    }

    /** A request got its receipt. */
    synchronized void answered() {
        answered++;
    }

    /** A request was refused as a whole. */
    synchronized void refused(Sender sender, IngestRefusedException.Category category) {
        refused.merge(category, 1L, Long::sum);
        token(sender, clock.instant()).refused++;
    }

    private TokenAccount token(Sender sender, Instant now) {
        TokenAccount account = tokens.of(sender.share(), () -> new TokenAccount(sender.token()));
        account.name = sender.name();
        account.lastSeen = now;
        return account;
    }

    private MachineAccount machine(@Nullable String name, Instant now) {
        MachineAccount account =
                machines.of(Optional.ofNullable(name), () -> new MachineAccount(name));
        account.lastSeen = now;
        return account;
    }

    synchronized IngestAccount account(IngestAccount.Waiting waiting) {
        Instant now = clock.instant();
        return new IngestAccount(
                since.toEpochMilli(),
                now.toEpochMilli(),
                totals.view(),
                recent.perSecond(now),
                recent.history(now),
                waiting,
                new IngestAccount.Requests(answered, refusedByLabel()),
                doors.entrySet().stream().map(Ledger::view).toList(),
                tokens.newestFirst().stream().map(Ledger::view).toList(),
                machines.newestFirst().stream().map(machine -> view(machine, now)).toList(),
                machines.timesLeftOut(),
                new IngestAccount.LeftOut(machines.leftOut().view(), tokens.leftOut().view()),
                rejections());
    }

    private Map<String, Long> refusedByLabel() {
        Map<String, Long> labels = new HashMap<>();
        refused.forEach((category, count) -> labels.put(category.label(), count));
        return labels;
    }

    private static IngestAccount.Door view(Map.Entry<Protocol, DoorAccount> door) {
        return new IngestAccount.Door(
                door.getKey().label(),
                door.getValue().counts.view(),
                door.getValue().lastSeen.toEpochMilli());
    }

    private static IngestAccount.Token view(TokenAccount token) {
        return new IngestAccount.Token(
                token.id,
                token.name,
                token.counts.view(),
                token.refused,
                token.lastSeen.toEpochMilli());
    }

    private static IngestAccount.Machine view(MachineAccount machine, Instant now) {
        boolean none = machine.newestMicros == Long.MIN_VALUE;
        return new IngestAccount.Machine(
                machine.machine,
                machine.counts.view(),
                machine.lastSeen.toEpochMilli(),
                none ? null : (Long) Math.floorDiv(machine.newestMicros, 1_000),
                machine.skew.millis(now));
    }

    private List<IngestAccount.Rejected> rejections() {
        return kinds.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static IngestAccount.Rejected view(RejectionKind kind, KindAccount account) {
        return new IngestAccount.Rejected(
                kind.label(),
                kind.title(),
                account.count,
                account.lastSeen.toEpochMilli(),
                account.newest.machine(),
                account.sender.door().label(),
                account.sender.name(),
                account.newest.example());
    }
}
