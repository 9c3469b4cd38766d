package dev.andon.engine;

import org.jspecify.annotations.Nullable;

/** Why a switch cannot go on, as a sentence for whoever asked for it. */
public final class SwitchRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    SwitchRefused(String message) {
        super(message);
    }

    SwitchRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
