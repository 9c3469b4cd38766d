package dev.andon.accounts;

import org.springframework.stereotype.Component;

/**
 * An admin token that lives only as long as this server and only in its memory. Whoever starts the
 * server may hand it on to the local command line, in a file that nobody else can read.
 */
@Component
public final class OperatorToken {
    private final String text = Tokens.PREFIX + Secret.random();

    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "OperatorToken[hidden]";
    }
}
