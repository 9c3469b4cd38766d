package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.ingest.LocalTimes.Repeated;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-29T01:59:59, EARLIER, 2026-03-29T00:59:59",
        "2026-03-29T03:00:00, EARLIER, 2026-03-29T01:00:00",
        "2026-10-25T01:59:59, EARLIER, 2026-10-24T23:59:59",
        "2026-10-25T02:30:00, EARLIER, 2026-10-25T00:30:00",
        "2026-10-25T02:30:00, LATER,   2026-10-25T01:30:00",
        "2026-10-25T03:00:00, LATER,   2026-10-25T02:00:00"
    })
    void readsTheClockOnTheWall(LocalDateTime local, Repeated repeated, LocalDateTime utc) {
        assertThat(seconds("Europe/Berlin", repeated, local)).isEqualTo(seconds(utc));
    }

    @Test
    void hoursThatAreNotThereOrTwiceAreNoTimes() {
        assertThat(seconds("Europe/Berlin", Repeated.LATER, at("2026-03-29T02:00:00")))
                .isEqualTo(LocalTimes.SKIPPED);
        assertThat(seconds("Europe/Berlin", Repeated.REJECT, at("2026-10-25T02:59:59")))
                .isEqualTo(LocalTimes.REPEATED);
    }

    /** What is remembered between two changes of the clocks never reaches beyond them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"})
    void agreesWithJavaWhateverWasAskedBefore(String zone) {
        ZoneId id = ZoneId.of(zone);
        LocalTimes times = new LocalTimes(id.getRules(), Repeated.EARLIER);
        for (LocalDateTime local = at("2025-01-01T00:00:00");
                local.getYear() < 2027;
                local = local.plusMinutes(30)) {
            List<ZoneOffset> offsets = id.getRules().getValidOffsets(local);
            long expected =
                    offsets.isEmpty()
                            ? LocalTimes.SKIPPED
                            : seconds(local) - offsets.getFirst().getTotalSeconds();
            assertThat(times.epochSeconds(seconds(local))).as("%s", local).isEqualTo(expected);
        }
    }

    private static long seconds(String zone, Repeated repeated, LocalDateTime local) {
        return new LocalTimes(ZoneId.of(zone).getRules(), repeated).epochSeconds(seconds(local));
    }

    private static long seconds(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
    }

    private static LocalDateTime at(String text) {
        return LocalDateTime.parse(text);
    }
}
