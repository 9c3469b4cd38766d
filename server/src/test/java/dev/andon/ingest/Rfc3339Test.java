package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @ParameterizedTest
    @CsvSource({
        "2026-03-19T08:00:00Z, 2026-03-19T08:00:00Z",
        "2026-03-19t08:00:00z, 2026-03-19T08:00:00Z",
        "2026-03-19 08:00:00.5+05:30, 2026-03-19T02:30:00.5Z",
        "2026-03-19T08:00:00.123456789-00:00, 2026-03-19T08:00:00.123456Z",
        "2024-02-29T23:59:60Z, 2024-03-01T00:00:00Z",
        "1969-12-31T23:59:59.9Z, 1969-12-31T23:59:59.9Z"
    })
    void reads(String text, Instant expected) {
        assertThat(parse(text)).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-03-19",
                "2026-03-19T08:00:00",
                "2026-03-19T08:00Z",
                "2026-3-19T08:00:00Z",
                "2026-13-19T08:00:00Z",
                "2026-00-19T08:00:00Z",
                "2025-02-29T08:00:00Z",
                "2026-04-31T08:00:00Z",
                "2026-03-19T24:00:00Z",
                "2026-03-19T08:60:00Z",
                "2026-03-19T08:00:00.Z",
                "2026-03-19T08:00:00+1:00",
                "2026-03-19T08:00:00*01:00",
                "2026-03-19T08:00:00Z ",
                "+2026-03-19T08:00:00Z"
            })
    void readsNothingElse(String text) {
        assertThat(parse(text)).isEqualTo(Rfc3339.INVALID);
    }

    @Test
    void readsRandomTimesAsTheJdkDoes() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Instant instant =
                    Instant.ofEpochSecond(
                            random.nextLong(-62_135_596_800L, 253_402_300_799L),
                            random.nextInt(1_000_000) * 1_000L);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-64, 64) * 900);
            OffsetDateTime time = instant.atOffset(offset);
            // The JDK writes no seconds where they are zero, and years beyond four digits.
            if (time.getYear() >= 1 && time.getYear() <= 9999 && time.getSecond() != 0) {
                assertThat(parse(time.toString()))
                        .as(time.toString())
                        .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
            }
        }
    }

    private static long parse(String text) {
        char[] characters = (" " + text + "9").toCharArray();
        return Rfc3339.micros(characters, 1, text.length());
    }
}
