package dev.andon.query;

import dev.andon.catalog.Machines;
import dev.andon.problem.Problem;
import dev.andon.query.SeriesQueries.Series;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.ErrorResponseException;

/** What the addresses of a machine's values say, checked. */
@Component
final class PointsAddress {
    private static final int MOST_POINTS = 10_000;
    private static final Duration SHORTEST_TREND = Duration.ofSeconds(1);

    private final DateMath dateMath;
    private final PointReader reader;
    private final ValuesConfig config;

    PointsAddress(DateMath dateMath, PointReader reader, ValuesConfig config) {
        this.dateMath = dateMath;
        this.reader = reader;
        this.config = config;
    }

    /** All series of the machine, sorted. */
    List<Series> seriesOf(String id) {
        List<Series> series = reader.seriesOf(id);
        if (series.isEmpty() && !reader.isMachine(id)) {
            throw Machines.unknown(id);
        }
        return series;
    }

    PointsRequest read(String id, MultiValueMap<String, String> parameters) {
        String cursorText = parameters.getFirst("cursor");
        PointCursor cursor = cursorText == null ? null : cursor(cursorText);
        Predicate<Series> chosen = chosen(parameters);
        Integer points = points(parameters.getFirst("points"));
        boolean newestFirst = isNewestFirst(parameters.getFirst("order"));
        long fromMicros;
        long toMicros;
        if (cursor == null) {
            TimeRange range = range(parameters);
            fromMicros = MachineValuesApi.micros(range.from());
            toMicros = MachineValuesApi.micros(range.to());
        } else {
            fromMicros = cursor.fromMicros();
            toMicros = cursor.toMicros();
        }
        return new PointsRequest(
                id,
                fromMicros,
                toMicros,
                seriesOf(id).stream().filter(chosen).toList(),
                newestFirst,
                points,
                cursor);
    }

    ExportRequest readExport(MultiValueMap<String, String> parameters) {
        String from = parameters.getFirst("from");
        String to = parameters.getFirst("to");
        TimeRange range = range(from == null ? "0" : from, to == null ? "now+1d" : to);
        return new ExportRequest(
                MachineValuesApi.micros(range.from()),
                MachineValuesApi.micros(range.to()),
                reader.machines(parameters.get("machine"), parameters.get("area")),
                chosen(parameters));
    }

    Duration window(String text) {
        return GrafanaDuration.parse(text)
                .filter(window -> window.compareTo(SHORTEST_TREND) >= 0)
                .filter(window -> window.compareTo(config.longestTrend()) <= 0)
                .orElseThrow(() ->
                        malformed(
                                "window is a duration of 1s to %s, like 5m, 2h or 24h"
                                        .formatted(GrafanaDuration.print(config.longestTrend()))));
    }

    private TimeRange range(MultiValueMap<String, String> parameters) {
        String from = parameters.getFirst("from");
        String to = parameters.getFirst("to");
        return range(from == null ? "now-1h" : from, to == null ? "now" : to);
    }

    private TimeRange range(String from, String to) {
        return dateMath.range(from, to, ZoneOffset.UTC)
                .orElseThrow(() ->
                        malformed(
                                "from and to are epoch milliseconds, RFC 3339 or like now-6h, and from is not after to"));
    }

    private static Predicate<Series> chosen(MultiValueMap<String, String> parameters) {
        List<String> metrics = parameters.get("metric");
        List<String> zoneTexts = parameters.get("zone");
        Set<Integer> zones =
                zoneTexts == null
                        ? null
                        : zoneTexts.stream().map(PointsAddress::zone).collect(Collectors.toSet());
        return series ->
                (metrics == null || metrics.contains(series.metricType()))
                        && (zones == null
                                || (series.zoneNumber() != null
                                        && zones.contains(series.zoneNumber())));
    }

    private static Integer zone(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw malformed("zone is a number from 0 to 32767");
        }
        return Integer.valueOf(text);
    }

    private static @Nullable Integer points(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int points = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (points < MinMaxReducer.FEWEST || points > MOST_POINTS) {
            throw malformed(
                    "points is a number from %d to %d; leave it out for all points"
                            .formatted(MinMaxReducer.FEWEST, MOST_POINTS));
        }
        return points;
    }

    private static boolean isNewestFirst(@Nullable String order) {
        if (order == null || order.equals("asc")) {
            return false;
        }
        if (order.equals("desc")) {
            return true;
        }
        throw malformed("order is asc (oldest first, as when it is left out) or desc");
    }

    private static PointCursor cursor(String text) {
        return PointCursor.parse(text)
                .orElseThrow(() ->
                        malformed(
                                "cursor is what the answer before had as next; leave it out to begin anew"));
    }

    private static ErrorResponseException malformed(String rule) {
        return Problem.malformed(rule + ". Correct the address.");
    }
}
