package dev.andon.query;

import dev.andon.query.SqlRegions.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The statements of a text, and what may not be among them. */
final class SqlStatements {
    private static final Set<String> ENDS_TRANSACTION =
            Set.of("commit", "end", "rollback", "abort", "begin", "start");

    private static final Set<String> WRITES =
            Set.of(
                    "insert",
                    "update",
                    "delete",
                    "merge",
                    "truncate",
                    "create",
                    "alter",
                    "drop",
                    "grant",
                    "revoke",
                    "comment",
                    "copy",
                    "refresh",
                    "reindex",
                    "vacuum");

    private SqlStatements() {}

    /**
     * One statement.
     *
     * @param offset where in the text it starts, so that PostgreSQL's positions can be translated
     */
    record Part(String sql, int offset) {
        /**
         * Whether it begins or ends a transaction. Everything runs in one read-only transaction
         * that is rolled back; leaving it would leave its protection.
         */
        boolean controlsTransaction() {
            List<String> words = firstWords(sql);
            return ENDS_TRANSACTION.contains(words.getFirst())
                    || words.equals(List.of("prepare", "transaction"));
        }

        /** Whether it says at once that it would change something. */
        boolean writes() {
            return WRITES.contains(firstWords(sql).getFirst());
        }
    }

    /** Parts without anything but blanks and comments are left out. */
    static List<Part> split(String sql) {
        SqlRegions regions = SqlRegions.of(sql);
        List<Part> parts = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= sql.length(); at++) {
            boolean end = at == sql.length();
            if (end || (sql.charAt(at) == ';' && regions.at(at) == Region.CODE)) {
                Part part = new Part(sql.substring(start, at), start);
                if (hasCode(part.sql())) {
                    parts.add(part);
                }
                start = at + 1;
            }
        }
        return parts;
    }

    private static boolean hasCode(String sql) {
        SqlRegions regions = SqlRegions.of(sql);
        for (int at = 0; at < sql.length(); at++) {
            if (!regions.at(at).isComment() && !Character.isWhitespace(sql.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    /** The first two words in lower case, empty where there is something else. */
    private static List<String> firstWords(String sql) {
        SqlRegions regions = SqlRegions.of(sql);
        int first = skipBlanks(sql, 0, regions);
        int firstEnd = wordEnd(sql, first);
        int second = skipBlanks(sql, firstEnd, regions);
        return List.of(
                sql.substring(first, firstEnd).toLowerCase(Locale.ROOT),
                sql.substring(second, wordEnd(sql, second)).toLowerCase(Locale.ROOT));
    }

    private static int skipBlanks(String sql, int from, SqlRegions regions) {
        int at = from;
        while (at < sql.length()
                && (regions.at(at).isComment() || Character.isWhitespace(sql.charAt(at)))) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String sql, int from) {
        int at = from;
        while (at < sql.length() && Character.isLetter(sql.charAt(at))) {
            at++;
        }
        return at;
    }
}
