package dev.andon.adopt;

/** Where an adoption says what it does. */
public interface AdoptionReport {
    void line(String text);

    /** Of all rows so many are done; comes often. */
    void progress(String what, long done, long all);
}
