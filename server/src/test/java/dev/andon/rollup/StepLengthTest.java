package dev.andon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepLengthTest {
    private final StepLength length = new StepLength();

    @Test
    void growsWhileStepsAreQuickAndShrinksWhenTheyAreSlow() {
        for (int i = 0; i < 5; i++) {
            length.took(Duration.ofMillis(100));
        }
        assertThat(length.get()).hasHours(32);
        length.took(Duration.ofSeconds(1));
        assertThat(length.get()).hasHours(32);
        length.took(Duration.ofSeconds(3));
        assertThat(length.get()).hasHours(16);
    }

    @Test
    void staysWithinItsLimits() {
        for (int i = 0; i < 50; i++) {
            length.took(Duration.ZERO);
        }
        assertThat(length.get())
                .isGreaterThanOrEqualTo(Duration.ofDays(32))
                .isLessThan(Duration.ofDays(64));
        length.failed();
        length.took(Duration.ofMinutes(1));
        assertThat(length.get()).hasHours(1);
    }
}
