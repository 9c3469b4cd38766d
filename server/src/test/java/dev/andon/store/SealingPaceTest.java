package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.Eventually;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** At a time of its own, which goes on by 10 ms each time somebody looks. */
class SealingPaceTest {
    private final AtomicLong time = new AtomicLong();
    private final AppendLoad load = new AppendLoad(this::nanoTime);
    private final SealingPace pace =
            new SealingPace(
                    new SealingConfig(
                            Duration.ofDays(30), Duration.ofMinutes(10), 1_000_000, 100_000, 0.5),
                    load,
                    this::nanoTime);

    private long nanoTime() {
        return time.addAndGet(Duration.ofMillis(10).toNanos());
    }

    @Test
    void doesNotWaitWhileNobodyWrites() throws Exception {
        assertThat(pace.awaitTurn()).isTrue();
        assertThat(time.get()).isLessThan(Duration.ofMillis(100).toNanos());
    }

    @Test
    void waitsUntilWritersRest() throws Exception {
        load.began();
        time.addAndGet(Duration.ofSeconds(1).toNanos());
        Thread waiting = Thread.ofVirtual().start(this::awaitTurn);
        Eventually.holds("it waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);
        load.ended();
        waiting.join();
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        load.began();
        time.addAndGet(Duration.ofMinutes(1).toNanos());
        Thread waiting = Thread.ofVirtual().start(this::awaitTurn);
        while (waiting.isAlive()) {
            time.addAndGet(Duration.ofSeconds(10).toNanos());
            waiting.join(Duration.ofMillis(1));
        }
    }

    @Test
    void isStoppedWhileItWaits() throws Exception {
        assertThat(pace.awaitTurn()).isTrue();
        Thread waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                pace.sealed(Integer.MAX_VALUE);
                            } catch (InterruptedException interrupted) {
                                throw new IllegalStateException(interrupted);
                            }
                        });
        pace.stop();
        waiting.join();
        assertThat(pace.awaitTurn()).isFalse();
        assertThat(pace.pause(Duration.ofDays(1))).isFalse();
    }

    private void awaitTurn() {
        try {
            pace.awaitTurn();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
