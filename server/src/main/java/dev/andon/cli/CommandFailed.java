package dev.andon.cli;

/** A command did not do its work; the message tells the person at the terminal why. */
final class CommandFailed extends RuntimeException {
    CommandFailed(String message) {
        super(message);
    }

    CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
