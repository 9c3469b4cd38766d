package dev.andon.query;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which parts of an SQL text are code, literals, quoted names and comments, as PostgreSQL reads it.
 * An unfinished part reaches to the end of the text.
 */
final class SqlRegions {
    /** What a character of the text belongs to; quotes belong to what they enclose. */
    enum Region {
        CODE,
        LITERAL,
        /** {@code E'…'} and {@code U&'…'}, in which a backslash means something. */
        ESCAPE_LITERAL,
        NAME,
        DOLLAR_LITERAL,
        DOLLAR_DELIMITER,
        LINE_COMMENT,
        BLOCK_COMMENT;

        boolean isComment() {
            return this == LINE_COMMENT || this == BLOCK_COMMENT;
        }
    }

    private static final Pattern DOLLAR_TAG =
            Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{Nd}_]*)?\\$");

    private final String sql;
    private final Region[] regions;

    private SqlRegions(String sql) {
        this.sql = sql;
        this.regions = new Region[sql.length()];
        Arrays.fill(regions, Region.CODE);
        int at = 0;
        while (at < sql.length()) {
            at = next(at);
        }
    }

    static SqlRegions of(String sql) {
        return new SqlRegions(sql);
    }

    Region at(int index) {
        return regions[index];
    }

    /** The end of the region that starts at or before this index. */
    int end(int index) {
        int end = index;
        while (end < regions.length && regions[end] == regions[index]) {
            end++;
        }
        return end;
    }

    private int next(int at) {
        char c = sql.charAt(at);
        if (c == '\'') {
            return literal(at);
        }
        if (c == '"') {
            return mark(at, quotedEnd(at + 1, '"'), Region.NAME);
        }
        if (sql.startsWith("--", at)) {
            return mark(at, lineEnd(at), Region.LINE_COMMENT);
        }
        if (sql.startsWith("/*", at)) {
            return mark(at, blockCommentEnd(at + 2), Region.BLOCK_COMMENT);
        }
        return c == '$' && !isNamePart(at - 1) ? dollar(at) : at + 1;
    }

    private int mark(int from, int to, Region region) {
        Arrays.fill(regions, from, to, region);
        return to;
    }

    /** Two quotes in a row are one quote of the text. */
    private int quotedEnd(int from, char quote) {
        int at = from;
        while (at < sql.length()) {
            if (sql.charAt(at) != quote) {
                at++;
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return sql.length();
    }

    private int escapeLiteralEnd(int from) {
        int at = from;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            boolean pair = at + 1 < sql.length() && sql.charAt(at + 1) == '\'';
            if (c == '\\' || (c == '\'' && pair)) {
                at += 2;
            } else if (c == '\'') {
                return at + 1;
            } else {
                at++;
            }
        }
        return sql.length();
    }

    /** In {@code E'…'} a backslash also escapes the quote, in {@code U&'…'} it does not. */
    private int literal(int quote) {
        if (isPrefixed(quote, 1, "e")) {
            return mark(quote, escapeLiteralEnd(quote + 1), Region.ESCAPE_LITERAL);
        }
        Region region = isPrefixed(quote, 2, "u&") ? Region.ESCAPE_LITERAL : Region.LITERAL;
        return mark(quote, quotedEnd(quote + 1, '\''), region);
    }

    private boolean isPrefixed(int quote, int length, String prefix) {
        int start = quote - length;
        return start >= 0
                && sql.regionMatches(true, start, prefix, 0, length)
                && !isNamePart(start - 1);
    }

    private boolean isNamePart(int index) {
        return index >= 0
                && (Character.isLetterOrDigit(sql.charAt(index))
                        || "_$".indexOf(sql.charAt(index)) >= 0);
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** Block comments nest. */
    private int blockCommentEnd(int from) {
        int depth = 1;
        int at = from;
        while (at < sql.length() && depth > 0) {
            if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else {
                at++;
            }
        }
        return at;
    }

    /**
     * {@code $tag$ … $tag$}. What is never closed is not taken for one, because in a dashboard
     * {@code $a$b} are two variables.
     */
    private int dollar(int at) {
        Matcher tag = DOLLAR_TAG.matcher(sql).region(at, sql.length());
        if (!tag.lookingAt()) {
            return at + 1;
        }
        int close = sql.indexOf(tag.group(), tag.end());
        if (close < 0) {
            return at + 1;
        }
        mark(at, tag.end(), Region.DOLLAR_DELIMITER);
        mark(tag.end(), close, Region.DOLLAR_LITERAL);
        return mark(close, close + tag.group().length(), Region.DOLLAR_DELIMITER);
    }
}
