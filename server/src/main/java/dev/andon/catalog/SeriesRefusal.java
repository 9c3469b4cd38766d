package dev.andon.catalog;

/**
 * Why a series was not created.
 *
 * @param reason says what to do about it
 */
public record SeriesRefusal(Cause cause, String reason) {
    public enum Cause {
        MACHINE_UNKNOWN,
        SERIES_LIMIT
    }
}
