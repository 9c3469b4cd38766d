package dev.andon.query;

import dev.andon.query.SqlRegions.Region;

/** Makes values safe for where in the SQL they stand. */
final class SqlContext {
    private SqlContext() {}

    /**
     * A value without quotes of its own. As Grafana does, its single quotes are doubled everywhere;
     * what else could end the part of the text it stands in is doubled too.
     *
     * @throws VariableException inside {@code $tag$…$tag$}, which knows no escape
     */
    static String inside(String variable, String value, Region region) {
        String doubled = Sql.inLiteral(value);
        return switch (region) {
            case ESCAPE_LITERAL -> doubled.replace("\\", "\\\\");
            case NAME -> doubled.replace("\"", "\"\"");
            case DOLLAR_LITERAL -> inDollarQuotes(variable, doubled, region);
            case CODE, LITERAL, DOLLAR_DELIMITER, LINE_COMMENT, BLOCK_COMMENT -> doubled;
        };
    }

    /** Whatever ends up in a comment stays in it. */
    static String inComment(String written, Region region) {
        return switch (region) {
            case LINE_COMMENT -> written.replaceAll("[\\r\\n]", " ");
            case BLOCK_COMMENT -> written.replace('*', ' ');
            case CODE, LITERAL, ESCAPE_LITERAL, NAME, DOLLAR_LITERAL, DOLLAR_DELIMITER -> written;
        };
    }

    /**
     * @throws VariableException when the value could end the dollar quotes it stands in
     */
    static String inDollarQuotes(String variable, String value, Region region) {
        if (region == Region.DOLLAR_LITERAL && value.indexOf('$') >= 0) {
            throw new VariableException(
                    ("The value of $%s has a dollar sign and stands between dollar quotes, where"
                                    + " nothing can be escaped. Use '…' quotes in the query.")
                            .formatted(variable));
        }
        return value;
    }
}
