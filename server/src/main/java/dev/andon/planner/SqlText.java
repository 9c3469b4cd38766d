package dev.andon.planner;

import dev.andon.planner.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** A text in tokens, every bracket with its partner. Indexes beyond the end hold nothing. */
final class SqlText {
    private static final Token NOTHING = new Token(Kind.SYMBOL, "", 0, 0);

    /** So that a hostile text costs neither stack nor time. */
    private static final int DEEPEST = 100;

    private final String sql;
    private final List<Token> tokens;
    private final int[] partners;

    private SqlText(String sql, List<Token> tokens) {
        this.sql = sql;
        this.tokens = tokens;
        this.partners = new int[tokens.size()];
    }

    static SqlText of(String sql) {
        SqlText text = new SqlText(sql, Lexer.tokens(sql));
        text.pair();
        return text;
    }

    private void pair() {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (is(i, "(") || is(i, "[")) {
                open.push(i);
                if (open.size() > DEEPEST) {
                    throw new Refusal("brackets are nested too deeply");
                }
            } else if (is(i, ")") || is(i, "]")) {
                if (open.isEmpty() || is(open.peek(), "(") != is(i, ")")) {
                    throw new Refusal("brackets do not match");
                }
                int start = open.pop();
                partners[start] = i;
                partners[i] = start;
            }
        }
        if (!open.isEmpty()) {
            throw new Refusal("brackets do not match");
        }
    }

    int size() {
        return tokens.size();
    }

    Token at(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : NOTHING;
    }

    /** Whether that key word or symbol stands there; names in double quotes are neither. */
    boolean is(int i, String text) {
        Token token = at(i);
        return (token.kind() == Kind.WORD || token.kind() == Kind.SYMBOL)
                && token.text().equals(text);
    }

    /** Whether these key words and symbols follow each other. */
    boolean are(int i, String... texts) {
        for (int k = 0; k < texts.length; k++) {
            if (!is(i + k, texts[k])) {
                return false;
            }
        }
        return true;
    }

    /** Likewise. */
    boolean isOneOf(int i, Set<String> texts) {
        Token token = at(i);
        return (token.kind() == Kind.WORD || token.kind() == Kind.SYMBOL)
                && texts.contains(token.text());
    }

    boolean isKind(int i, Kind kind) {
        return at(i).kind() == kind && !at(i).text().isEmpty();
    }

    boolean isString(int i) {
        return at(i).kind() == Kind.STRING;
    }

    boolean isName(int i, String name) {
        return at(i).isName() && at(i).text().equals(name);
    }

    /** The other one of two brackets. */
    int partner(int i) {
        return partners[i];
    }

    /** The next index on the same level of brackets. */
    int next(int i) {
        return is(i, "(") || is(i, "[") ? partner(i) + 1 : i + 1;
    }

    boolean isSubselect(int i) {
        return is(i, "(") && (is(i + 1, "select") || is(i + 1, "with") || isSubselect(i + 1));
    }

    /** 1 where a CASE begins, -1 where one ends; a column may have these names. */
    int cases(int i) {
        if (is(i - 1, ".")) {
            return 0;
        }
        return is(i, "case") ? 1 : is(i, "end") ? -1 : 0;
    }

    /** Whether it is a plus of one operand, which leaves the operator before it where it was. */
    boolean isSign(int i) {
        return is(i, "+") && at(i - 1).kind() == Kind.SYMBOL && !is(i - 1, ")") && !is(i - 1, "]");
    }

    /** The bracket in which a token stands, negative where it stands in none. */
    int enclosing(int i) {
        int open = i - 1;
        while (open >= 0 && !is(open, "(") && !is(open, "[")) {
            open = is(open, ")") || is(open, "]") ? partner(open) - 1 : open - 1;
        }
        return open;
    }

    /** The source between two tokens, the second one not included. */
    String source(int from, int to) {
        return from >= to ? "" : sql.substring(at(from).start(), at(to - 1).end());
    }

    String sql() {
        return sql;
    }
}
