package dev.andon.planner;

import dev.andon.planner.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into tokens as PostgreSQL does with {@code standard_conforming_strings}. What is rare
 * (escape strings, dollar quotes, parameters) is refused rather than half understood.
 */
final class Lexer {
    private static final String OPERATOR = "+-*/<>=~!@#%^&|`?";

    /** An operator of several characters may end in a sign only if it has one of these. */
    private static final String KEEPS_SIGN = "~!@#%^&|`?";

    /** Bytes of a name; PostgreSQL forgets the others, so that two texts are one name. */
    private static final int LONGEST_NAME = 63;

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) {
        Lexer lexer = new Lexer(sql);
        while (lexer.skipBlanks()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
    }

    /** Whether there is something behind the blanks and comments. */
    private boolean skipBlanks() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                at++;
            } else if (c == '-' && peek(1) == '-') {
                skipLine();
            } else if (c == '/' && peek(1) == '*') {
                skipComment();
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipLine() {
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
    }

    private void skipComment() {
        int depth = 0;
        do {
            if (at >= sql.length()) {
                throw new Refusal("a comment does not end");
            } else if (peek(0) == '/' && peek(1) == '*') {
                depth++;
                at += 2;
            } else if (peek(0) == '*' && peek(1) == '/') {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0);
    }

    private void next() {
        char c = sql.charAt(at);
        if (isNameStart(c)) {
            word();
        } else if (c == '"') {
            name(Kind.NAME, quoted('"'));
        } else if (c == '\'') {
            string();
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            number();
        } else if ("()[],;.".indexOf(c) >= 0) {
            symbol(1);
        } else if (c == ':' && peek(1) == ':') {
            symbol(2);
        } else if (OPERATOR.indexOf(c) >= 0) {
            symbol(operatorLength());
        } else {
            throw new Refusal("the character " + c + " is not understood");
        }
    }

    private int start;

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text, start, at));
    }

    private void name(Kind kind, String text) {
        // A character is at most four bytes.
        if (text.length() * 4 > LONGEST_NAME
                && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new Refusal("a name is longer than PostgreSQL reads it");
        }
        add(kind, text);
    }

    private void symbol(int length) {
        start = at;
        at += length;
        add(Kind.SYMBOL, sql.substring(start, at));
    }

    private int operatorLength() {
        int length = 1;
        boolean keepsSign = KEEPS_SIGN.indexOf(peek(0)) >= 0;
        while (OPERATOR.indexOf(peek(length)) >= 0 && !isComment(length)) {
            keepsSign |= KEEPS_SIGN.indexOf(peek(length)) >= 0;
            length++;
        }
        while (length > 1 && !keepsSign && "+-".indexOf(peek(length - 1)) >= 0) {
            length--;
        }
        return length;
    }

    private boolean isComment(int ahead) {
        return (peek(ahead) == '-' && peek(ahead + 1) == '-')
                || (peek(ahead) == '/' && peek(ahead + 1) == '*');
    }

    /** PostgreSQL lowers only ASCII letters. */
    private void word() {
        start = at;
        StringBuilder text = new StringBuilder();
        while (at < sql.length() && isNamePart(sql.charAt(at))) {
            char c = sql.charAt(at++);
            text.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        if (peek(0) == '\'' || (peek(0) == '&' && (peek(1) == '\'' || peek(1) == '"'))) {
            throw new Refusal("a text or name with a prefix is not understood");
        }
        name(Kind.WORD, text.toString());
    }

    private String quoted(char quote) {
        start = at++;
        StringBuilder text = new StringBuilder();
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c != quote) {
                text.append(c);
            } else if (peek(0) == quote) {
                text.append(quote);
                at++;
            } else {
                return text.toString();
            }
        }
        throw new Refusal("a quote does not end");
    }

    private void string() {
        String text = quoted('\'');
        // Strings one below the other are one to PostgreSQL.
        if (!tokens.isEmpty() && tokens.getLast().kind() == Kind.STRING) {
            throw new Refusal("two texts in a row are not understood");
        }
        add(Kind.STRING, text);
    }

    private void number() {
        start = at;
        digits();
        if (peek(0) == '.') {
            at++;
            digits();
        }
        if (peek(0) == 'e' || peek(0) == 'E') {
            at += peek(1) == '+' || peek(1) == '-' ? 2 : 1;
            int exponent = at;
            digits();
            // Beyond three digits it is no number that somebody means, and costs memory.
            if (at == exponent || at - exponent > 3) {
                throw new Refusal("a number is not understood");
            }
        }
        if (isNamePart(peek(0)) || peek(0) == '.') {
            throw new Refusal("a number is not understood");
        }
        add(Kind.NUMBER, sql.substring(start, at));
    }

    private void digits() {
        while (isDigit(peek(0))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
