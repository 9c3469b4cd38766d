package dev.andon.planner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query of a file, with what is expected of the planner.
 *
 * @param level the rollup that answers; null: none can
 */
record MarkedQuery(String title, @Nullable String level, String sql) {
    private static final Pattern QUERY =
            Pattern.compile(
                    "^-- (.+)\n-- (accelerated|passed): (.+)\n((?:.*\\S.*\n?)+)",
                    Pattern.MULTILINE);

    private static final Pattern TITLED =
            Pattern.compile("^-- (.+)\n((?!--|\n).*\n(?:.*\\S.*\n?)*)", Pattern.MULTILINE);

    /** Queries that have a title only. */
    static List<MarkedQuery> unmarked(String resource) {
        return TITLED.matcher(text(resource))
                .results()
                .map(match -> new MarkedQuery(match.group(1), null, match.group(2).strip()))
                .toList();
    }

    static List<MarkedQuery> all(String resource) {
        return QUERY.matcher(text(resource)).results().map(MarkedQuery::of).toList();
    }

    private static String text(String resource) {
        try (InputStream file =
                Objects.requireNonNull(MarkedQuery.class.getResourceAsStream(resource))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static MarkedQuery of(MatchResult match) {
        String level = match.group(2).equals("accelerated") ? match.group(3) : null;
        return new MarkedQuery(match.group(1), level, match.group(4).strip());
    }

    @Override
    public String toString() {
        return title;
    }
}
