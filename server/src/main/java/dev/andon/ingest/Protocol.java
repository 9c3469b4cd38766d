package dev.andon.ingest;

import java.util.Locale;

/** The doors, by what is spoken there. */
enum Protocol {
    JSON,
    LINE_PROTOCOL,
    WEBSOCKET,
    IMPORT;

    /** As in the account and in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
