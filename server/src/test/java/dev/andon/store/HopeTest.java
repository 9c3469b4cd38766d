package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HopeTest {
    private final Hope hope = new Hope();

    @Test
    void isThereFromTheBeginning() {
        assertThat(hope.isWorthATry()).isTrue();
        assertThat(hope.isWorthATry()).isTrue();
    }

    @Test
    void restsLongerAfterEachDisappointment() {
        int first = groupsUntilTheNextTry();
        int second = groupsUntilTheNextTry();
        assertThat(second).isEqualTo(2 * first);
    }

    @Test
    void restsShorterAgainOnceFulfilled() {
        int first = groupsUntilTheNextTry();
        hope.fulfilled();
        assertThat(groupsUntilTheNextTry()).isEqualTo(first);
    }

    @Test
    void neverRestsForEver() {
        for (int i = 0; i < 20; i++) {
            hope.disappointed();
        }
        assertThat(groupsUntilTheNextTry()).isLessThanOrEqualTo(1024);
    }

    private int groupsUntilTheNextTry() {
        hope.disappointed();
        int groups = 0;
        while (!hope.isWorthATry()) {
            groups++;
        }
        return groups;
    }
}
