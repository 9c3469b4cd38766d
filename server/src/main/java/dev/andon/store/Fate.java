package dev.andon.store;

/** What became of a point that was appended. */
public enum Fate {
    /** There was no such point before. */
    STORED,
    /** It was there already, with the same value and target. */
    UNCHANGED,
    /** It was there with another value or target, and the new ones took their place. */
    CORRECTED
}
