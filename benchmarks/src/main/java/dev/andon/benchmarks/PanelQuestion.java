package dev.andon.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a panel asks of {@code machine_metrics}, with Grafana's macros. Answers are a time and
 * numbers.
 *
 * @param ofAggregate what somebody asks who names the continuous aggregate himself
 */
record PanelQuestion(String title, String text, Instant from, Instant until, String ofAggregate) {
    private static final String BERLIN =
            "date_trunc('day', %s at time zone 'Europe/Berlin') at time zone 'Europe/Berlin'";

    private static final String WEIGHTED =
            "sum(avg_value * point_count) %1$s / sum(point_count) %1$s";

    /** The first one is that of the customer's guide, over a year. */
    static List<PanelQuestion> over(History year) {
        return List.of(hours(year), fiveMinutes(year), areas(year), zones(year), days(year));
    }

    private static PanelQuestion hours(History year) {
        return of(
                "1 series, whole range, 1 h",
                "select $__timeGroupAlias(\"timestamp\", '1h'), avg(value) from machine_metrics where %s and $__timeFilter(\"timestamp\") group by 1 order by 1"
                        .formatted(series(year, 0)),
                "select bucket, avg_value from metrics_hourly where series_id = 0 and %s order by 1",
                year,
                year.from());
    }

    private static PanelQuestion fiveMinutes(History year) {
        return of(
                "1 series, 30 days, 5 min",
                "select $__timeGroupAlias(\"timestamp\", '5m'), avg(value), min(value), max(value) from machine_metrics where %s and $__timeFilter(\"timestamp\") group by 1 order by 1"
                        .formatted(series(year, 0)),
                "select bucket, avg_value, min_value, max_value from metrics_5m where series_id = 0 and %s order by 1",
                year,
                year.until().minus(Duration.ofDays(30)));
    }

    private static PanelQuestion areas(History year) {
        return of(
                "areas side by side, joined with `machines`, whole range, 1 h",
                """
                select $__timeGroupAlias("timestamp", '1h'),
                    avg(case when m.area = 'Extrusion' then value end) as extrusion, avg(case when m.area = 'Packing' then value end) as packing
                from machine_metrics join machines m on m.id = machine_id
                where metric_type = 'temperature' and $__timeFilter("timestamp") group by 1 order by 1\
                """,
                "select bucket, "
                        + WEIGHTED.formatted("filter (where m.area = 'Extrusion')")
                        + ", "
                        + WEIGHTED.formatted("filter (where m.area = 'Packing')")
                        + """
                         from metrics_hourly join series s on s.id = series_id join machines m on m.id = s.machine_id
                        where s.metric_type = 'temperature' and %s group by 1 order by 1\
                        """,
                year,
                year.from());
    }

    private static PanelQuestion zones(History year) {
        return of(
                "zones of 1 machine, `FILTER` and `CASE`, whole range, 1 h",
                """
                select $__timeGroupAlias("timestamp", '1h'), avg(value) filter (where zone_number = 1) as zone1,
                    avg(value) filter (where zone_number = 2) as zone2, avg(case when zone_number = 3 then value end) as zone3
                from machine_metrics where machine_id = '%s' and metric_type = '%s' and $__timeFilter("timestamp") group by 1 order by 1\
                """
                        .formatted(year.machine(0), History.METRIC_OF_ZONES),
                """
                select bucket, max(avg_value) filter (where zone_number = 1), max(avg_value) filter (where zone_number = 2),
                    max(avg_value) filter (where zone_number = 3)
                from metrics_hourly join series s on s.id = series_id where s.machine_id = '%s' and s.metric_type = '%s'\
                """
                                .formatted(year.machine(0), History.METRIC_OF_ZONES)
                        + " and %s group by 1 order by 1",
                year,
                year.from());
    }

    private static PanelQuestion days(History year) {
        return of(
                "1 series, whole range, days of Europe/Berlin",
                "select %s as time, avg(value) from machine_metrics where %s and $__timeFilter(\"timestamp\") group by 1 order by 1"
                        .formatted(BERLIN.formatted("\"timestamp\""), series(year, 0)),
                "select "
                        + BERLIN.formatted("bucket")
                        + ", "
                        + WEIGHTED.formatted("")
                        + " from metrics_hourly where series_id = 0 and %s group by 1 order by 1",
                year,
                year.from());
    }

    private static PanelQuestion of(
            String title, String text, String aggregate, History year, Instant from) {
        String range = "bucket >= '%s' and bucket < '%s'".formatted(from, year.until());
        return new PanelQuestion(title, text, from, year.until(), aggregate.formatted(range));
    }

    private static String series(History year, int series) {
        return "machine_id = '%s' and metric_type = '%s'"
                .formatted(year.machine(series), year.metric(series));
    }
}
