package dev.andon.ingest;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a CSV file does not say.
 *
 * @param delimiter {@link RecordEnd#ANY_DELIMITER}: whichever the header has most of
 * @param columns names in the header by the names of {@link CsvLayout.Role}; absent ones are named
 *     so in the header itself
 * @param ignored columns that are left out
 * @param machine of all points, where no column names it
 * @param wide each column that has no other meaning is a metric
 * @param decimalComma whether {@code 1,5} is a number
 * @param epoch the unit of timestamps that are numbers
 * @param zone of times without an offset; null: such times are rejected
 */
record CsvOptions(
        char delimiter,
        Map<String, String> columns,
        Set<String> ignored,
        @Nullable String machine,
        boolean wide,
        boolean decimalComma,
        TimePrecision epoch,
        @Nullable LocalTimes zone) {}
