package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+1",
                "1.",
                ".5",
                "-.5",
                "1e3",
                "1E+3",
                "1e-3",
                "0.1",
                "123456789012345678",
                "9007199254740993",
                "1e22",
                "1e23",
                "4.9e-324",
                "1.7976931348623157e308",
                "1e999",
                "-1e999",
                "1e-999",
                "1e99999999999",
                "0.30000000000000004"
            })
    void readsAsTheJdkDoes(String text) {
        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".", "e5", "1e", "1e+", "1d", "0x1", " 1", "1 ", "1,5", "--1", "NaN"
            })
    void readsNothingElse(String text) {
        assertThat(parse(text)).isNaN();
    }

    @Test
    void readsRandomNumbersAsTheJdkDoes() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            double number =
                    i % 2 == 0
                            ? Double.longBitsToDouble(random.nextLong())
                            : random.nextInt(10_000_000) / Math.pow(10, random.nextInt(6));
            if (Double.isFinite(number)) {
                String text = Double.toString(number);
                assertThat(parse(text)).as(text).isEqualTo(number);
            }
        }
    }

    private static double parse(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.ISO_8859_1);
        return DecimalText.parse(bytes, 1, bytes.length - 1);
    }
}
