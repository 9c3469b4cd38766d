package dev.andon.transfer;

/** A file did not get to where it should; the message says why, what is done, and what to do. */
public final class TransferException extends RuntimeException {
    TransferException(String message) {
        super(message);
    }

    TransferException(String message, Throwable cause) {
        super(message, cause);
    }
}
