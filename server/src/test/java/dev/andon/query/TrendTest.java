package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final long START = 1_773_907_200_000_000L;
    private static final long MINUTE = 60_000_000L;

    @Test
    void nothingIsNothingNotZero() {
        Trend trend = new Trend(START);
        trend.add(START, 5, Double.NaN);
        assertThat(trend.count()).isZero();
        assertThat(trend.average()).isNull();
        assertThat(trend.last()).isNull();
        assertThat(trend.lastMillis()).isNull();
        assertThat(trend.change()).isNull();
        assertThat(trend.changePercent()).isNull();
        assertThat(trend.slopePerHour()).isNull();
    }

    @Test
    void oneWindowAgainstTheOther() {
        Trend trend = new Trend(START);
        trend.add(START - MINUTE, -10, Double.NaN);
        trend.add(START, -6, Double.NaN);
        trend.add(START + MINUTE, -1, Double.NaN);
        assertThat(trend.slopePerHour()).as("of one point").isNull();
        trend.add(START + 3 * MINUTE, -5, Double.NaN);

        assertThat(trend.count()).isEqualTo(2);
        assertThat(trend.average()).isEqualTo(-3);
        assertThat(trend.min()).isEqualTo(-5);
        assertThat(trend.max()).isEqualTo(-1);
        assertThat(trend.last()).isEqualTo(-5);
        assertThat(trend.lastMillis()).isEqualTo((START + 3 * MINUTE) / 1000);
        assertThat(trend.change()).isEqualTo(5);
        assertThat(trend.changePercent()).as("up, though the values are negative").isEqualTo(62.5);
        assertThat(trend.slopePerHour()).isCloseTo(-120, within(1e-9));
    }

    @Test
    void aPercentageOfNothingIsNothing() {
        Trend trend = new Trend(START);
        trend.add(START, 0, Double.NaN);
        trend.add(START + 1, 3, Double.NaN);
        assertThat(trend.change()).isEqualTo(3);
        assertThat(trend.changePercent()).isNull();
    }

    @Test
    void aSmallSlopeOnALargeMeanKeepsItsDigits() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Trend trend = new Trend(START);
        double slope = random.nextDouble(-1, 1);
        for (int i = 1; i <= 2880; i++) {
            double hours = i / 120.0;
            trend.add(START + i * 30_000_000L, 1e9 + slope * hours, Double.NaN);
        }
        assertThat(trend.slopePerHour()).as("seed %d", seed).isCloseTo(slope, within(1e-6));
    }
}
