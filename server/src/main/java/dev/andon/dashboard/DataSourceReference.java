package dev.andon.dashboard;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a panel, target or variable says about where its data is: as written, maybe with variables
 * in it. Both null: the default one.
 */
record DataSourceReference(@Nullable String type, @Nullable String uid) {
    static final String MIXED = "-- Mixed --";
    static final String EXPRESSION = "__expr__";

    static DataSourceReference of(JsonNode node) {
        return node.isString()
                ? new DataSourceReference(null, node.asString())
                : new DataSourceReference(text(node.path("type")), text(node.path("uid")));
    }

    boolean isDefault() {
        return (uid == null || uid.equals("default")) && type == null;
    }

    boolean isMixed() {
        return MIXED.equals(uid);
    }

    boolean isExpression() {
        return EXPRESSION.equals(uid) || EXPRESSION.equals(type) || "-100".equals(uid);
    }

    /** Then there is something to say about a target even if it holds no SQL. */
    boolean isOtherThanSql() {
        return isExpression() || (uid != null && uid.startsWith("-- "));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() && !node.asString().isEmpty() ? node.asString() : null;
    }
}
