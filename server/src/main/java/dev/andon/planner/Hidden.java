package dev.andon.planner;

/**
 * A column that stands in place of {@code value} and {@code target_value} where rows are buckets. A
 * point is a bucket of one. No column of anybody's has such a name.
 */
enum Hidden {
    ROWS("rows", "count", "1"),
    VALUE_SUM("sum", "sum", "value"),
    VALUE_MIN("min", "min", "value"),
    VALUE_MAX("max", "max", "value"),
    VALUE_FIRST("first", "first", "value"),
    VALUE_LAST("last", "last", "value"),
    VALUE_MOMENTS(
            "moments",
            "array[count, sum, deviations]::double precision[]",
            "array[1, value, 0]::double precision[]"),
    TARGET_ROWS("target rows", "target_count", "case when target_value is not null then 1 end"),
    TARGET_SUM("target sum", "target_sum", "target_value"),
    TARGET_MIN("target min", "target_min", "target_value"),
    TARGET_MAX("target max", "target_max", "target_value"),
    TARGET_MOMENTS(
            "target moments",
            "case when target_count is not null then"
                    + " array[target_count, target_sum, target_deviations]::double precision[] end",
            "case when target_value is not null then"
                    + " array[1, target_value, 0]::double precision[] end");

    private final String column;
    private final String ofBucket;
    private final String ofPoint;

    Hidden(String column, String ofBucket, String ofPoint) {
        this.column = "\"andon:" + column + "\"";
        this.ofBucket = ofBucket;
        this.ofPoint = ofPoint;
    }

    String column() {
        return column;
    }

    /** Out of a row of a level. */
    String ofBucket() {
        return ofBucket;
    }

    /** Out of a row of {@code machine_metrics}. */
    String ofPoint() {
        return ofPoint;
    }
}
