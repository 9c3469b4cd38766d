package dev.andon.store;

/** Where a command that moves points says what it does. */
public interface MoveReport {
    void line(String text);

    /** Of all so many are done; comes often. */
    void progress(String what, long done, long all);
}
