package dev.andon.benchmarks;

/** How a sender writes its points down. The times are filled in later, by {@link Batch}. */
enum Format {
    LINE_PROTOCOL("line protocol", "", "\n", "\n") {
        @Override
        void append(StringBuilder text, String machine, String metric, double value) {
            text.append("machine_metrics,machine_id=")
                    .append(machine)
                    .append(",metric_type=")
                    .append(metric)
                    .append(" value=")
                    .append(value)
                    .append(' ')
                    .append(TIME);
        }

        @Override
        int timeAt(int pointEnd) {
            return pointEnd - TIME.length();
        }
    },
    JSON("JSON", "[", ",", "]"),
    NDJSON("NDJSON", "", "\n", "\n");

    /** Milliseconds since 1970 have as many digits as this until the year 2286. */
    static final String TIME = "0".repeat(13);

    final String title;
    final String begin;
    final String between;
    final String end;

    Format(String title, String begin, String between, String end) {
        this.title = title;
        this.begin = begin;
        this.between = between;
        this.end = end;
    }

    void append(StringBuilder text, String machine, String metric, double value) {
        text.append("{\"machine_id\":\"")
                .append(machine)
                .append("\",\"metric_type\":\"")
                .append(metric)
                .append("\",\"value\":")
                .append(value)
                .append(",\"timestamp\":")
                .append(TIME)
                .append('}');
    }

    /** Where the time of a point begins whose text ends here. */
    int timeAt(int pointEnd) {
        return pointEnd - TIME.length() - 1;
    }
}
