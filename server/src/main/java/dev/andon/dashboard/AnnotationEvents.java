package dev.andon.dashboard;

import dev.andon.dashboard.AnnotationModel.Mapping;
import dev.andon.query.Column;
import dev.andon.query.Frame;
import dev.andon.query.Frame.Field;
import dev.andon.query.TimeColumns;
import dev.andon.query.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of the rows of an annotation's query. Each row is looked at by itself: whether an
 * earlier one has an end says nothing about the next.
 */
final class AnnotationEvents {
    /** More than any chart can tell apart; the page has to keep them all. */
    static final int MOST_EVENTS = 10_000;

    private final AnnotationModel model;
    private final Frame frame;
    private final List<String> notices = new ArrayList<>();

    private AnnotationEvents(AnnotationModel model, Frame frame) {
        this.model = model;
        this.frame = frame;
    }

    /**
     * @param timeEnd null unless the event lasts
     */
    record Event(
            long time,
            @Nullable Long timeEnd,
            @Nullable String title,
            @Nullable String text,
            List<String> tags,
            @Nullable String id) {
        Event {
            tags = List.copyOf(tags);
        }
    }

    /** Events in the order of their times, and what their reader should know. */
    record Found(List<Event> events, List<String> notices) {
        Found {
            events = List.copyOf(events);
            notices = List.copyOf(notices);
        }
    }

    static Found of(AnnotationModel model, Frame frame, TimeRange range) {
        return new AnnotationEvents(model, frame).within(range);
    }

    private Found within(TimeRange range) {
        frame.meta().notices().forEach(notice -> notices.add(notice.text()));
        return new Found(frame.rows() == 0 ? List.of() : events(spans(range)), notices);
    }

    /** When the event of a row is; start and end are equal unless it lasts. */
    private record Span(int row, long start, long end) {}

    /** Of the rows that say when, those that the range shows, in the order of time. */
    private List<Span> spans(TimeRange range) {
        Column times = instants("time").orElse(null);
        if (times == null) {
            notices.add(
                    "The query returns no times, so there is nothing to draw. Write AS time behind the"
                            + " column that holds them.");
            return List.of();
        }
        Column ends = instants("timeEnd").orElse(null);
        long from = range.from().toEpochMilli();
        long to = range.to().toEpochMilli();
        List<Span> spans = new ArrayList<>();
        int withoutTime = 0;
        for (int row = 0; row < frame.rows(); row++) {
            Long start = millis(times, row);
            if (start == null) {
                withoutTime++;
                continue;
            }
            Span span = span(row, start, ends == null ? null : millis(ends, row));
            if (span.start <= to && span.end >= from) {
                spans.add(span);
            }
        }
        if (withoutTime > 0) {
            notices.add("Rows without a time are left out: %,d.".formatted(withoutTime));
        }
        spans.sort(Comparator.comparingLong(Span::start));
        return spans;
    }

    /** Grafana saved an end of zero for events that do not last. */
    private static Span span(int row, long start, @Nullable Long end) {
        return end == null || end == 0
                ? new Span(row, start, start)
                : new Span(row, Math.min(start, end), Math.max(start, end));
    }

    private List<Event> events(List<Span> spans) {
        int excess = Math.max(0, spans.size() - MOST_EVENTS);
        if (excess > 0) {
            notices.add(
                    ("Only the newest %,d of %,d events are shown. Choose a shorter range, or let the"
                                    + " query return fewer rows.")
                            .formatted(MOST_EVENTS, spans.size()));
        }
        IntFunction<@Nullable String> title = texts("title");
        IntFunction<@Nullable String> text = texts("text");
        IntFunction<@Nullable String> tags = texts("tags");
        IntFunction<@Nullable String> id = texts("id");
        return spans.subList(excess, spans.size()).stream()
                .map(span ->
                        new Event(
                                span.start,
                                span.end == span.start ? null : span.end,
                                title.apply(span.row),
                                text.apply(span.row),
                                split(tags.apply(span.row)),
                                id.apply(span.row)))
                .toList();
    }

    private static @Nullable Long millis(Column column, int row) {
        boolean missing =
                column.isNull(row)
                        || (column instanceof Column.Doubles numbers
                                && !Double.isFinite(numbers.number(row)));
        return missing ? null : TimeColumns.epochMillis(column, row);
    }

    private static List<String> split(@Nullable String tags) {
        return tags == null
                ? List.of()
                : Arrays.stream(tags.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }

    private Optional<Column> instants(String part) {
        Optional<Column> column = field(part).map(Field::values);
        if (column.isPresent() && !TimeColumns.canBeInstants(column.get())) {
            notices.add("What should be the %s holds neither times nor numbers.".formatted(part));
            return Optional.empty();
        }
        return column;
    }

    /** How to read a part of the event as text. */
    private IntFunction<@Nullable String> texts(String part) {
        Mapping mapping = mapping(part);
        if (mapping.source() == Mapping.Source.TEXT) {
            String fixed = mapping.value();
            return _ -> fixed;
        }
        Column column = field(part).map(Field::values).orElse(null);
        if (column == null) {
            return _ -> null;
        }
        Pattern pattern = pattern(part, mapping.regex()).orElse(null);
        return pattern == null ? column::text : row -> found(pattern, column.text(row));
    }

    private Optional<Pattern> pattern(String part, String regex) {
        try {
            return regex.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(regex));
        } catch (PatternSyntaxException broken) {
            notices.add(
                    "The regular expression for the %s cannot be read, so its column is shown as it is: %s."
                            .formatted(part, broken.getDescription()));
            return Optional.empty();
        }
    }

    /** The first group, or the whole match; a text that does not match stays as it is. */
    private static @Nullable String found(Pattern pattern, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        String group = matcher.groupCount() > 0 ? matcher.group(1) : null;
        return group == null || group.isEmpty() ? matcher.group() : group;
    }

    /** The column that a mapping names, or that is called like the part, or the best guess. */
    private Optional<Field> field(String part) {
        Mapping mapping = mapping(part);
        if (mapping.source() != Mapping.Source.FIELD) {
            return Optional.empty();
        }
        return named(mapping.value().isEmpty() ? part : mapping.value()).or(() -> guess(part));
    }

    private Mapping mapping(String part) {
        return model.mappings()
                .getOrDefault(
                        part.toLowerCase(Locale.ROOT), new Mapping(Mapping.Source.FIELD, "", ""));
    }

    private Optional<Field> named(String name) {
        return frame.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .or(() ->
                        frame.fields().stream()
                                .filter(field -> field.name().equalsIgnoreCase(name))
                                .findFirst());
    }

    /** The first column of times is the time; the first text that is nothing else is the text. */
    private Optional<Field> guess(String part) {
        return switch (part) {
            case "time" ->
                    frame.fields().stream()
                            .filter(field -> field.values() instanceof Column.Times)
                            .findFirst();
            case "text" -> {
                List<Field> taken =
                        List.of("title", "tags", "id").stream()
                                .flatMap(other -> field(other).stream())
                                .toList();
                yield frame.fields().stream()
                        .filter(field -> field.values() instanceof Column.Texts)
                        .filter(field ->
                                taken.stream().noneMatch(one -> Objects.equals(one, field)))
                        .findFirst();
            }
            default -> Optional.empty();
        };
    }
}
