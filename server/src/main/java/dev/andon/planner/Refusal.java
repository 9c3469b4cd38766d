package dev.andon.planner;

/**
 * Why a text, or one block of it, is left as it is. Control flow inside this module, never seen
 * outside.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
