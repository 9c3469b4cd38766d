package dev.andon.query;

/** Values as parts of SQL text. */
final class Sql {
    private Sql() {}

    /** A literal of PostgreSQL, in which a backslash means nothing. */
    static String literal(String value) {
        return "'" + inLiteral(value) + "'";
    }

    /** The value between the quotes of a literal. */
    static String inLiteral(String value) {
        return value.replace("'", "''");
    }
}
