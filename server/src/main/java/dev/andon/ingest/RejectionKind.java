package dev.andon.ingest;

import dev.andon.catalog.SeriesRefusal;
import java.util.Locale;

/**
 * What kind of reason keeps a point out. Labels are part of the interface: accounts, metrics and
 * alarms are kept by them, so they never change their meaning.
 */
public enum RejectionKind {
    TIMESTAMP_AHEAD("Timestamp in the future"),
    TIMESTAMP_OLD("Timestamp too old"),
    TIMESTAMP_INVALID("Timestamp not understood"),
    VALUE_MISSING("Value missing"),
    VALUE_NOT_FINITE("Value not a finite number"),
    VALUE_NOT_NUMERIC("Value not a number"),
    VALUE_NOT_EXACT("Integer too large to be kept exactly"),
    NAME_MISSING("Name missing"),
    NAME_TOO_LONG("Name too long"),
    NAME_CONTROL_CHARACTER("Control character in a name"),
    NAME_NOT_UNICODE("Name not valid Unicode"),
    ZONE_OUT_OF_RANGE("Zone out of range"),
    MACHINE_UNKNOWN("Machine not in the catalog"),
    SERIES_LIMIT("Too many new series"),
    TAG_UNMAPPED("Tag without a mapping"),
    TAG_AMBIGUOUS("Tags that could merge series"),
    MEMBER_UNKNOWN("Member or field not known"),
    MEMBER_TWICE("Member there twice"),
    NOT_JSON("Not JSON"),
    LINE_MALFORMED("Not line protocol"),
    LINE_TOO_LONG("Line too long"),
    CSV_MALFORMED("Not CSV");

    private final String title;

    RejectionKind(String title) {
        this.title = title;
    }

    static RejectionKind of(SeriesRefusal.Cause cause) {
        return switch (cause) {
            case MACHINE_UNKNOWN -> RejectionKind.MACHINE_UNKNOWN;
            case SERIES_LIMIT -> RejectionKind.SERIES_LIMIT;
        };
    }

    /** For machines: {@code timestamp-ahead}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people. */
    public String title() {
        return title;
    }
}
