package dev.andon.planner;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Ranges of time in a WHERE, as people and Grafana write them. */
final class TimeBounds {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final Choice choice;
    private final GeneratedPlant plant;

    TimeBounds(Choice choice, GeneratedPlant plant) {
        this.choice = choice;
        this.plant = plant;
    }

    /** Conditions on a column; none asks for everything. */
    List<String> of(String column) {
        GeneratedPlant.Era era = choice.of(plant.eras);
        long days = Duration.between(era.start(), era.end()).toDays();
        Instant from = aligned(era.start().plusMillis(choice.below(days * 86_400_000)));
        Duration length = Duration.ofSeconds((long) Math.exp(7 + choice.below(100) * 0.066));
        Instant to = aligned(from.plus(length));
        return switch (choice.below(20)) {
            case 0 -> List.of();
            case 1 -> List.of(column + " >= " + moment(from));
            case 2 -> List.of(column + choice.of(" < ", " <= ") + moment(to));
            case 3 -> List.of(column + " BETWEEN " + moment(to) + " AND " + moment(from));
            case 4, 5, 6 -> untilNow(column);
            case 7 -> epoch(column, from, to);
            case 8 -> List.of(moment(from) + " <= " + column, moment(to) + " > " + column);
            case 9 ->
                    List.of(
                            column + " >= " + moment(plant.eras.getFirst().start()),
                            column + " < now()");
            case 10, 11, 12, 13 ->
                    List.of(column + " BETWEEN " + moment(from) + " AND " + moment(to));
            default ->
                    List.of(
                            column + choice.of(" >= ", " >= ", " > ") + moment(from),
                            column + choice.of(" < ", " <= ", " <= ") + moment(to));
        };
    }

    private List<String> untilNow(String column) {
        String back =
                choice.of(
                        "3 hours", "24 hours", "1 day", "90 minutes", "5 days", "1 week", "10 min");
        String now = choice.of("now()", "NOW()", "current_timestamp", "now()");
        String start =
                choice.of(
                        now + " - interval '" + back + "'",
                        now + " - '" + back + "'::interval",
                        "date_trunc('day', " + now + ")",
                        "date_trunc('hour', " + now + " - interval '" + back + "')");
        String from = column + choice.of(" >= ", " > ") + start;
        return switch (choice.below(3)) {
            case 0 -> List.of(from, column + choice.of(" <= ", " < ") + now);
            case 1 -> List.of(column + " BETWEEN " + start + " AND " + now);
            default -> List.of(from);
        };
    }

    private static List<String> epoch(String column, Instant from, Instant to) {
        String seconds = "extract(epoch from " + column + ")";
        return List.of(
                seconds + " >= " + from.getEpochSecond(), seconds + " <= " + to.getEpochSecond());
    }

    private Instant aligned(Instant time) {
        return switch (choice.below(6)) {
            case 0 -> time.truncatedTo(ChronoUnit.DAYS);
            // Midnight in winter's Berlin, and in Kolkata.
            case 1 ->
                    time.truncatedTo(ChronoUnit.DAYS).minus(choice.of(60, 330), ChronoUnit.MINUTES);
            case 2, 3 -> time.truncatedTo(ChronoUnit.HOURS);
            case 4 -> Instant.ofEpochSecond(time.getEpochSecond() / 300 * 300);
            default -> time;
        };
    }

    private String moment(Instant time) {
        String local = LOCAL.format(time);
        return switch (choice.below(14)) {
            case 0 -> "timestamptz '" + time + "'";
            case 1 -> "'" + time + "'::timestamptz";
            case 2 -> "CAST('" + time + "' AS timestamptz)";
            case 3 -> "'" + local + "'";
            case 4 -> "'" + local + "+00'";
            case 5 -> "(timestamp '" + local + "' AT TIME ZONE 'UTC')";
            case 6 -> "TIMESTAMP '" + local + "'";
            case 7 -> "to_timestamp(" + time.getEpochSecond() + ")";
            case 8 -> "to_timestamp(" + time.toEpochMilli() + " / 1000.0)";
            case 9 -> "'" + local.substring(0, 10) + "'";
            case 10 -> "'" + time + "'::timestamp with time zone - interval '1 hour'";
            default -> "'" + time + "'";
        };
    }
}
