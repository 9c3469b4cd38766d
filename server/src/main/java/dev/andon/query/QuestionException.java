package dev.andon.query;

/** Why a question cannot be answered; becomes an {@link Answer.Failure} at the engine's border. */
final class QuestionException extends RuntimeException {
    private final FailureKind kind;
    private final String sentence;

    QuestionException(FailureKind kind, String sentence) {
        super(sentence);
        this.kind = kind;
        this.sentence = sentence;
    }

    FailureKind kind() {
        return kind;
    }

    /** For people: what happened and what to do. */
    String sentence() {
        return sentence;
    }
}
