package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AppendLoadTest {
    private final AtomicLong time = new AtomicLong(-5_000);
    private final AppendLoad load = new AppendLoad(time::get);

    @Test
    void isTheNumberOfWritersOnAverage() {
        AppendLoad.Reading start = load.read();
        load.began();
        time.addAndGet(100);
        load.began();
        time.addAndGet(100);
        load.ended();
        time.addAndGet(100);
        load.ended();
        time.addAndGet(100);

        assertThat(load.read().since(start)).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void countsFromTheEarlierMoment() {
        load.began();
        time.addAndGet(1_000);
        load.ended();
        AppendLoad.Reading start = load.read();
        assertThat(load.read().since(start)).isZero();
        time.addAndGet(1_000);
        assertThat(load.read().since(start)).isZero();
    }

    @Test
    void countsWritersThatAreNotDoneYet() {
        load.began();
        AppendLoad.Reading start = load.read();
        time.addAndGet(10);
        assertThat(load.read().since(start)).isCloseTo(1.0, within(1e-9));
    }
}
