package dev.andon.query;

import dev.andon.query.SeriesQueries.Series;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which points are wanted, of many machines.
 *
 * @param toMicros belongs to the range, as {@code fromMicros} does
 * @param machines in the order in which they are wanted
 */
record ExportRequest(
        long fromMicros, long toMicros, List<String> machines, Predicate<Series> chosen) {}
