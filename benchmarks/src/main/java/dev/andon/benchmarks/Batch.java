package dev.andon.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The body of a request, used again and again with other times: overwriting digits costs the sender
 * next to nothing, so that the processors are left to the servers.
 */
final class Batch {
    private static final List<String> METRICS =
            List.of(
                    "temperature",
                    "pressure",
                    "vibration",
                    "speed",
                    "torque",
                    "current",
                    "voltage",
                    "power",
                    "flow",
                    "level",
                    "humidity",
                    "position",
                    "cycle_time",
                    "oil_temperature",
                    "motor_load");

    /** Metrics of one machine. */
    static final int METRICS_EACH = METRICS.size();

    private final byte[] body;
    private final int[] times;
    private final int series;
    private final int phase;

    /**
     * All series at one moment, then at the next.
     *
     * @param firstSeries number of the sender's first series in the plant
     * @param series how many the sender has
     * @param phase which of them comes first
     */
    Batch(Format format, int firstSeries, int series, int phase, int points, long seed) {
        this.series = series;
        this.phase = phase;
        this.times = new int[points];
        SplittableRandom noise = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(points * 110).append(format.begin);
        for (int point = 0; point < points; point++) {
            int number = firstSeries + (phase + point) % series;
            double value = 20 + 5 * (number % METRICS_EACH) + noise.nextGaussian();
            text.append(point == 0 ? "" : format.between);
            format.append(
                    text,
                    "M-" + (1000 + number / METRICS_EACH),
                    METRICS.get(number % METRICS_EACH),
                    // Two decimals, as a sensor has.
                    Math.round(value * 100) / 100.0);
            times[point] = format.timeAt(text.length());
        }
        this.body = text.append(format.end).toString().getBytes(StandardCharsets.US_ASCII);
    }

    static String metric(int number) {
        return METRICS.get(number);
    }

    /** The same array each time. */
    byte[] body(long firstMillis, long cadenceMillis) {
        long millis = firstMillis;
        int point = 0;
        int endOfMoment = series - phase;
        while (point < times.length) {
            byte[] digits = Long.toString(millis).getBytes(StandardCharsets.US_ASCII);
            for (; point < Math.min(endOfMoment, times.length); point++) {
                System.arraycopy(digits, 0, body, times[point], digits.length);
            }
            millis += cadenceMillis;
            endOfMoment += series;
        }
        return body;
    }
}
