package dev.andon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingNamesTest {
    @Test
    void distanceCountsInsertedDroppedAndReplacedLetters() {
        assertThat(SettingNames.distance("listen", "listen")).isZero();
        assertThat(SettingNames.distance("lisen", "listen")).isEqualTo(1);
        assertThat(SettingNames.distance("kitten", "sitting")).isEqualTo(3);
    }
}
