package dev.andon.query;

/** Why a question cannot be answered; becomes an {@link Answer.Failure} at the engine's border. */
final class QuestionException extends RuntimeException {
    private final FailureKind kind;

    QuestionException(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }
}
