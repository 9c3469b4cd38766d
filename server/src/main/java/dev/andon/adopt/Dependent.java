package dev.andon.adopt;

import java.util.List;

/**
 * Something in the database that hangs on a table that is taken over.
 *
 * @param table on which it hangs
 * @param name qualified, as SQL wants it
 * @param definition as the database gives it, all names qualified
 * @param options of a view
 * @param columns of a view, each with a cast to its type
 * @param afterwards what is to be run when it has been changed and committed; or empty
 */
record Dependent(
        Kind kind,
        SourceName table,
        String name,
        String definition,
        List<String> options,
        String columns,
        String afterwards) {
    enum Kind {
        VIEW,
        MATERIALIZED_VIEW,
        FOREIGN_KEY,
        TRIGGER,
        PUBLICATION,
        ROW_SECURITY
    }
}
