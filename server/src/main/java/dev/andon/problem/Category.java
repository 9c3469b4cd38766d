package dev.andon.problem;

import java.net.URI;

/** What kind of problem an answer is; the {@code type} of problem documents. */
enum Category {
    MALFORMED("malformed", false),
    UNAUTHENTICATED("unauthenticated", false),
    FORBIDDEN("forbidden", false),
    NOT_FOUND("not-found", false),
    METHOD_NOT_ALLOWED("method-not-allowed", false),
    NOT_ACCEPTABLE("not-acceptable", false),
    CONFLICT("conflict", false),
    TOO_LARGE("too-large", false),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", false),
    INVALID("invalid", false),
    TOO_MANY_REQUESTS("too-many-requests", true),
    UNAVAILABLE("unavailable", true),
    UNEXPECTED("unexpected", false);

    private final URI type;
    private final boolean retryable;

    Category(String name, boolean retryable) {
        this.type = type(name);
        this.retryable = retryable;
    }

    static Category of(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> INVALID;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> UNAVAILABLE;
            default -> status >= 500 ? UNEXPECTED : MALFORMED;
        };
    }

    static URI type(String name) {
        return URI.create("urn:andon:" + name);
    }

    URI type() {
        return type;
    }

    boolean retryable() {
        return retryable;
    }
}
