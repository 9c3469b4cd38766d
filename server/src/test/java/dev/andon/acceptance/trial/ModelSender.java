package dev.andon.acceptance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what its plan says by one door or another, again where it is not acknowledged, and
 * sometimes gives a batch up. Each account that comes back must be the one that its model
 * foretells.
 */
final class ModelSender {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final Duration LAST_BATCH = Duration.ofMinutes(3);

    private final String name;
    private final Random random;
    private final BatchPlan plan;
    private final Model model = new Model();
    private final Model shared = new Model();
    private final List<Door> doors;
    private final IntSupplier serverRun;
    private final Thread thread;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger refusedForDisk = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopping;
    private volatile boolean mayGiveUp = true;

    /**
     * @param serverRun counts the ends of the server; what an earlier run was sent is settled
     */
    ModelSender(String name, long seed, List<Door> doors, IntSupplier serverRun) {
        this.name = name;
        this.random = new Random(seed);
        this.plan = new BatchPlan(name, random);
        this.doors = doors;
        this.serverRun = serverRun;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    int acknowledged() {
        return acknowledged.get();
    }

    int refused() {
        return refused.get();
    }

    /** Of those, with the sentence that the disk is full. */
    int refusedForDisk() {
        return refusedForDisk.get();
    }

    int unanswered() {
        return unanswered.get();
    }

    Model model() {
        return model;
    }

    /** What it knows to be stored of the machine that all send to. */
    Model shared() {
        return shared;
    }

    /** Fails at once when this sender has met an answer that is wrong. */
    void mustBeWell() {
        Throwable met = failure.get();
        if (met != null) {
            throw new AssertionError(name + " met what must not be", met);
        }
    }

    /** Returns once the batch on its way is acknowledged. */
    void stop() {
        stopping = true;
        mayGiveUp = false;
        try {
            thread.join(LAST_BATCH);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        mustBeWell();
        assertThat(thread.isAlive()).as("%s still waits for an answer", name).isFalse();
    }

    /** After a failure: stops without an answer. */
    void abandon() {
        stopping = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!stopping) {
                if (random.nextInt(5) == 0) {
                    sendShared();
                } else {
                    send(plan.next(model, serverRun.getAsInt()));
                }
            }
        } catch (RuntimeException | AssertionError met) {
            failure.set(met);
        }
    }

    private void send(Batch batch) {
        boolean perhapsStored = false;
        while (true) {
            Door.Answer answer = tryOnce(batch);
            if (answer instanceof Door.Acknowledged(Account account)) {
                mustBeForetold(batch, account, perhapsStored);
                acknowledged.incrementAndGet();
                return;
            }
            if (answer instanceof Door.Refused(boolean settled, String words)) {
                assertThat(words).contains("\"retryable\":true");
                refused.incrementAndGet();
                if (words.contains("The disk of the database is full.")) {
                    refusedForDisk.incrementAndGet();
                }
                perhapsStored |= !settled;
            } else {
                unanswered.incrementAndGet();
                perhapsStored = true;
                model.doubt(batch, serverRun.getAsInt());
            }
            if (mayGiveUp && random.nextInt(12) == 0) {
                model.giveUp(batch);
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** What an earlier attempt has stored after all is there already. */
    private void mustBeForetold(Batch batch, @Nullable Account account, boolean perhapsStored) {
        String meeting = model.meeting(batch);
        Account first = model.apply(batch);
        if (account == null) {
            assertThat(batch.bad()).isEmpty();
        } else if (perhapsStored) {
            assertThat(account).as(meeting).isIn(first, model.apply(batch));
        } else {
            assertThat(account).as(meeting).isEqualTo(first);
        }
    }

    /** These points never change, so that only how many are new depends on the others. */
    private void sendShared() {
        Batch batch = plan.nextShared();
        while (true) {
            Door.Answer answer = tryOnce(batch);
            if (answer instanceof Door.Acknowledged(Account account)) {
                if (account != null) {
                    assertThat(account.received()).isEqualTo(batch.items().size());
                    assertThat(account.corrected()).isZero();
                    assertThat(account.rejected()).isZero();
                }
                shared.apply(batch);
                acknowledged.incrementAndGet();
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Null when there was no answer. */
    private Door.@Nullable Answer tryOnce(Batch batch) {
        try {
            return doors.get(random.nextInt(doors.size())).send(batch);
        } catch (IOException noAnswer) {
            return null;
        }
    }
}
