package dev.andon.adopt;

import java.time.Instant;
import java.time.LocalDate;

/**
 * SQL that reads rows of the table as Andon understands them: {@code machine_id, metric_type,
 * zone_number, at, value, target_value}, each of Andon's type. The row's table is {@code t}
 * wherever it is read.
 */
final class RowQueries {
    private final Source source;
    private final SourceName place;

    /**
     * @param place where the table is, before or after it was moved aside
     */
    RowQueries(Source source, SourceName place) {
        this.source = source;
        this.place = place;
    }

    Source source() {
        return source;
    }

    /** The table, for a FROM clause. */
    String table() {
        return place.quoted() + " t";
    }

    String machine() {
        return column(source.mapping().machineId()) + "::text";
    }

    String metric() {
        return column(source.mapping().metricType()) + "::text";
    }

    String zone() {
        String zone = source.mapping().zoneNumber();
        return zone == null ? "null::bigint" : column(zone) + "::bigint";
    }

    String value() {
        return number(source.mapping().value());
    }

    String target() {
        String target = source.mapping().targetValue();
        return target == null ? "null::double precision" : number(target);
    }

    String at() {
        String column = column(source.mapping().timestamp());
        return isLocal()
                ? "(%s at time zone %s)"
                        .formatted(column, literal(String.valueOf(source.timeZone())))
                : column;
    }

    /** What tells a newer row from an older one, as columns {@code serial, part, place}. */
    String age() {
        String serial = source.serial();
        return "%s as serial, t.tableoid as part, t.ctid as place"
                .formatted(serial == null ? "null::bigint" : column(serial) + "::bigint");
    }

    /** All that is needed of a row, for a SELECT. */
    String fields() {
        return """
        %s as machine_id, %s as metric_type, %s as zone_number, %s as at, %s as value, %s as target_value\
        """
                .formatted(machine(), metric(), zone(), at(), value(), target());
    }

    /** The condition of a day (UTC), by the table's index where it has one. */
    String inDay(LocalDate day) {
        String from = instant(day);
        String until = instant(day.plusDays(1));
        String exact = "%s >= %s and %s < %s".formatted(at(), from, at(), until);
        if (!isLocal()) {
            return exact;
        }
        // Local times of a day reach as far as zones differ from UTC.
        String column = column(source.mapping().timestamp());
        return "%s >= timestamp '%s' - interval '1 day' and %s < timestamp '%s' + interval '2 days' and %s"
                .formatted(column, day, column, day, exact);
    }

    /** What makes the time of {@code at} unusable; null if nothing does. */
    static String timeDefect(String at, Instant latest) {
        return """
        case when %1$s is null then 'timestamp is missing'
             when not isfinite(%1$s) then 'timestamp is not finite'
             when %1$s < timestamptz '1970-01-01 00:00:00+00' then 'timestamp is before 1970'
             when %1$s >= timestamptz '%2$s' then 'timestamp was more than a day ahead of the clock' end\
        """
                .formatted(at, latest);
    }

    static String seriesDefect(String machine, String metric, String zone) {
        return """
        coalesce('machine_id ' || %s, 'metric_type ' || %s,
                 case when %s not between 0 and 32767 then 'zone_number is not from 0 to 32767' end)\
        """
                .formatted(nameDefect(machine), nameDefect(metric), zone);
    }

    /** As {@code catalog.NameRule} has it. */
    static String nameDefect(String name) {
        return """
        case when %1$s is null or %1$s !~ '\\S' then 'is missing'
             when char_length(%1$s) > 200 then 'is longer than 200 characters'
             when %1$s ~ '[\\u0001-\\u001f\\u007f-\\u009f]' then 'holds a control character'
             when %1$s like '%%' || chr(65533) || '%%' then 'is not valid Unicode' end\
        """
                .formatted(name);
    }

    static String pointDefect(String value, String target) {
        return """
        case when %1$s is null then 'value is missing'
             when %1$s in ('NaN', 'Infinity', '-Infinity') then 'value is not a finite number'
             when %2$s in ('NaN', 'Infinity', '-Infinity') then 'target_value is not a finite number' end\
        """
                .formatted(value, target);
    }

    static String instant(LocalDate day) {
        return "timestamptz '%s 00:00:00+00'".formatted(day);
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A number that is none as floating point becomes NaN, which is then found to be a defect. */
    private String number(String name) {
        String column = column(name);
        return source.type(name).equals("numeric")
                ? """
                case when %1$s = 0 or abs(%1$s) between 1e-307 and 1.7976931348623157e308 then %1$s::double precision
                     when %1$s is not null then 'NaN'::double precision end\
                """
                        .formatted(column)
                : column + "::double precision";
    }

    private boolean isLocal() {
        return source.type(source.mapping().timestamp()).equals("timestamp without time zone");
    }

    private static String column(String name) {
        return "t." + SourceName.quote(name);
    }
}
