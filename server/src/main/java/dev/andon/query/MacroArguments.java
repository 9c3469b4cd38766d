package dev.andon.query;

import dev.andon.query.SqlRegions.Region;
import java.util.ArrayList;
import java.util.List;

/** The text between a macro's parentheses. */
final class MacroArguments {
    private MacroArguments() {}

    /**
     * The index of the parenthesis that closes the call, -1 when there is none. A call that starts
     * inside a literal ends inside it too.
     */
    static int close(String sql, int open, SqlRegions regions) {
        Region home = regions.at(open - 1);
        int limit = home == Region.CODE ? sql.length() : regions.end(open - 1);
        int depth = 1;
        for (int at = open; at < limit; at++) {
            if (regions.at(at) != home) {
                continue;
            }
            char c = sql.charAt(at);
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return at;
            }
        }
        return -1;
    }

    /** Parts between commas that stand neither in parentheses nor in quotes, without blanks. */
    static List<String> split(String arguments) {
        SqlRegions regions = SqlRegions.of(arguments);
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < arguments.length(); at++) {
            if (regions.at(at) != Region.CODE) {
                continue;
            }
            char c = arguments.charAt(at);
            if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(arguments.substring(start, at).strip());
                start = at + 1;
            }
        }
        parts.add(arguments.substring(start).strip());
        return parts;
    }
}
