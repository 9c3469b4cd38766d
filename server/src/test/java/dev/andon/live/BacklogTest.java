package dev.andon.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.catalog.SeriesKey;
import dev.andon.ingest.CommittedSamples;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final SeriesKey ONE = new SeriesKey("EX-01", "temperature", null);
    private static final SeriesKey OTHER = new SeriesKey("EX-01", "pressure", null);

    private final Backlog backlog = new Backlog(10);

    @Test
    void keepsEveryPointWhileTheyAreFew() {
        add(ONE, 1, 2, 3);
        add(OTHER, 1, 2);

        assertThat(backlog.take())
                .satisfies(content -> {
                    assertThat(content.points())
                            .extracting(LivePoint::epochMicros)
                            .containsExactly(1L, 2L, 3L, 1L, 2L);
                    assertThat(content.skipped()).isZero();
                });
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void keepsTheNewestOfEachSeriesWhenThereAreTooMany() {
        add(ONE, 1, 2, 3);
        add(OTHER, 1, 2, 3, 4);
        add(ONE, 4, 5, 6, 7, 8, 9);
        add(OTHER, 5);

        assertThat(backlog.take())
                .satisfies(content -> {
                    assertThat(content.points())
                            .extracting(LivePoint::epochMicros)
                            .containsExactlyInAnyOrder(9L, 5L);
                    assertThat(content.skipped()).isEqualTo(12);
                });
    }

    @Test
    void lateDataDoesNotPushANewerValueAside() {
        add(ONE, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
        add(ONE, 1, 2, 3);

        assertThat(backlog.take().points()).extracting(LivePoint::epochMicros).containsExactly(30L);
    }

    @Test
    void keepsEveryPointAgainOnceTheReaderHasCaughtUp() {
        add(ONE, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        backlog.take();

        add(ONE, 12, 13);

        assertThat(backlog.take())
                .satisfies(content -> {
                    assertThat(content.points()).hasSize(2);
                    assertThat(content.skipped()).isZero();
                });
    }

    private void add(SeriesKey series, long... times) {
        SeriesKey[] keys = new SeriesKey[times.length];
        double[] numbers = new double[times.length];
        Arrays.fill(keys, series);
        backlog.add(new CommittedSamples(keys, times, numbers, numbers), 0, times.length);
    }
}
