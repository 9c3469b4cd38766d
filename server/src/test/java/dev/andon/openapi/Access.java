package dev.andon.openapi;

/** Who may ask; SecurityChainTest proves it. */
enum Access {
    OPEN("Without login."),
    SESSION("Users only, not tokens."),
    VIEW("Any role, or a token with scope read."),
    INGEST("Role admin, or a token with scope ingest or admin."),
    EDIT("Role editor or admin, or a token with scope admin."),
    ADMIN("Role admin, or a token with scope admin.");

    final String sentence;

    Access(String sentence) {
        this.sentence = sentence;
    }
}
