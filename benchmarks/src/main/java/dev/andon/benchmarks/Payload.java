package dev.andon.benchmarks;

import java.nio.charset.StandardCharsets;

/** A batch of 10,000 points of 300 series: all series at one moment, then at the next. */
enum Payload {
    LINE_PROTOCOL {
        @Override
        void append(StringBuilder batch, int series, long millis, double value) {
            batch.append("machine_metrics,machine_id=M-")
                    .append(series / 15)
                    .append(",metric_type=metric_")
                    .append(series % 15)
                    .append(" value=")
                    .append(value)
                    .append(' ')
                    .append(millis)
                    .append('\n');
        }
    },
    JSON {
        @Override
        void append(StringBuilder batch, int series, long millis, double value) {
            batch.append(batch.isEmpty() ? '[' : ',')
                    .append("{\"machine_id\":\"M-")
                    .append(series / 15)
                    .append("\",\"metric_type\":\"metric_")
                    .append(series % 15)
                    .append("\",\"timestamp\":")
                    .append(millis)
                    .append(",\"value\":")
                    .append(value)
                    .append('}');
        }

        @Override
        String end() {
            return "]";
        }
    };

    static final int POINTS = 10_000;

    private static final int SERIES = 300;

    /** 2025-01-01 */
    private static final long FIRST_MILLIS = 1_735_689_600_000L;

    private static final long STEP_MILLIS = 1000;

    abstract void append(StringBuilder batch, int series, long millis, double value);

    String end() {
        return "";
    }

    /** Batches of different numbers have no point in common. */
    byte[] batch(long number) {
        StringBuilder text = new StringBuilder(POINTS * 110);
        for (long point = number * POINTS; point < (number + 1) * POINTS; point++) {
            int series = (int) (point % SERIES);
            long step = point / SERIES;
            double value = Math.round(200 + series + 10 * Math.sin(step / 50.0 + series)) / 10.0;
            append(text, series, FIRST_MILLIS + step * STEP_MILLIS, value);
        }
        return text.append(end()).toString().getBytes(StandardCharsets.US_ASCII);
    }
}
