package dev.andon.query;

import java.util.Locale;

/** Why a question has no answer; the lower-case name is the interface's {@code errorKind}. */
public enum FailureKind {
    /** The text is wrong: a macro, the SQL, the shape of its rows. */
    QUERY,
    /** The reading role may not do that. */
    FORBIDDEN,
    /** It took longer than allowed. */
    TIMEOUT,
    /** Too many questions at once, or an answer too large to hold. */
    LIMIT,
    /** Something that Grafana can and Andon cannot (yet). */
    UNSUPPORTED,
    /** A variable of the dashboard has no value that could be put in. */
    VARIABLE,
    /** The database cannot be reached. */
    UNAVAILABLE,
    /** The caller left; nobody reads this answer. */
    CANCELLED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
