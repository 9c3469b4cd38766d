package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and times are read as slow and simple readers read them. */
class TextFuzzTest {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern TIME =
            Pattern.compile(
                    "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?"
                            + "(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");

    @FuzzTest
    void readsDecimalsAsTheJdkDoes(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        double expected = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        assertThat(DecimalText.parse(bytes, 0, bytes.length))
                .as(text)
                .isEqualTo(Double.valueOf(expected));
    }

    @FuzzTest
    void readsTimesAsRfc3339Says(byte[] bytes) {
        char[] text = new String(bytes, StandardCharsets.ISO_8859_1).toCharArray();
        assertThat(Rfc3339.micros(text, 0, text.length))
                .as(new String(text))
                .isEqualTo(slowMicros(new String(text)));
    }

    private static long slowMicros(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Rfc3339.INVALID;
        }
        boolean shifted = time.group(8) != null;
        int hour = Integer.parseInt(time.group(4));
        int minute = Integer.parseInt(time.group(5));
        int second = Integer.parseInt(time.group(6));
        int hourShift = shifted ? Integer.parseInt(time.group(9)) : 0;
        int minuteShift = shifted ? Integer.parseInt(time.group(10)) : 0;
        if (hour > 23 || minute > 59 || second > 60 || hourShift > 23 || minuteShift > 59) {
            return Rfc3339.INVALID;
        }
        try {
            long day =
                    LocalDate.of(
                                    Integer.parseInt(time.group(1)),
                                    Integer.parseInt(time.group(2)),
                                    Integer.parseInt(time.group(3)))
                            .toEpochDay();
            long shift = hourShift * 3_600L + minuteShift * 60L;
            long seconds = day * 86_400 + hour * 3_600L + minute * 60L + second;
            seconds -= "-".equals(time.group(8)) ? -shift : shift;
            String fraction = time.group(7) == null ? "" : time.group(7);
            return seconds * 1_000_000 + Long.parseLong((fraction + "000000").substring(0, 6));
        } catch (DateTimeException noSuchDay) {
            return Rfc3339.INVALID;
        }
    }
}
