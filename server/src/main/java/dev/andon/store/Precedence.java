package dev.andon.store;

/** Which values a point keeps that is there already and comes again. */
enum Precedence {
    /** The new ones. */
    ARRIVING(
            """
            do update set value = excluded.value, target_value = excluded.target_value
            where (old.value, old.target_value) is distinct from (excluded.value, excluded.target_value)
            """),
    /** Those that are there. */
    PRESENT("do nothing");

    /** What follows ON CONFLICT; the row that is there is {@code old}. */
    final String onConflict;

    Precedence(String onConflict) {
        this.onConflict = onConflict;
    }
}
