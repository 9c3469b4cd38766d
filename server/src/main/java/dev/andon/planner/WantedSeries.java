package dev.andon.planner;

import dev.andon.planner.FromClause.Beside;
import dev.andon.planner.SelectBlock.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Which series a block wants, where other tables say so: {@code JOIN machines k ON k.id =
 * m.machine_id … WHERE k.area = 'Hall A'}, or {@code machine_id IN (SELECT id FROM machines WHERE
 * …)}. PostgreSQL carries comparisons with constants into the parts of a union, but neither joins
 * nor sub-selects: it would read all series and drop most of them. Said again in each part, the
 * index finds the few.
 */
final class WantedSeries {
    private static final Set<String> WORDS =
            Set.of(
                    "and", "or", "not", "in", "like", "ilike", "is", "null", "true", "false",
                    "between");
    private static final Set<String> SYMBOLS =
            Set.of("(", ")", ",", "=", "<>", "!=", "<", ">", "<=", ">=", "~", "~*", "!~", "!~*");

    private final SqlText text;
    private final Columns columns;
    private final List<Span> conjuncts;

    private WantedSeries(SqlText text, Columns columns, List<Span> conjuncts) {
        this.text = text;
        this.columns = columns;
        this.conjuncts = conjuncts;
    }

    /**
     * Conditions on the dimensions, which hold for all rows that the block keeps.
     *
     * @param conjuncts that hold for each of its rows
     */
    static List<String> conditions(
            SqlText text, FromClause from, Columns columns, List<Span> conjuncts) {
        WantedSeries wanted = new WantedSeries(text, columns, conjuncts);
        List<String> conditions = new ArrayList<>();
        conjuncts.forEach(conjunct -> wanted.ofMachines(conjunct).ifPresent(conditions::add));
        from.beside().forEach(table -> conditions.addAll(wanted.ofJoined(table)));
        return conditions;
    }

    /** A sub-select that knows no row but its own: each name is one of the table of machines. */
    private Optional<String> ofMachines(Span conjunct) {
        Columns.Mention mention = columns.at(conjunct.from());
        if (mention == null
                || !mention.isDimension()
                || !text.are(mention.end(), "in", "(", "select")
                || text.partner(mention.end() + 1) != conjunct.to() - 1) {
            return Optional.empty();
        }
        int at = mention.end() + 3;
        boolean plain = isOfMachines(at) && text.is(at + 1, "from");
        at += 2;
        at += text.isName(at, "public") && text.is(at + 1, ".") ? 2 : 0;
        if (!plain || !text.isName(at, FilterColumns.MACHINES) || !text.is(at + 1, "where")) {
            return Optional.empty();
        }
        Span condition = new Span(at + 2, conjunct.to() - 1);
        return isSimple(condition, this::isOfMachines, 1)
                ? Optional.of(mention.column() + ' ' + text.source(mention.end(), conjunct.to()))
                : Optional.empty();
    }

    private boolean isOfMachines(int i) {
        return text.at(i).isName()
                && !text.is(i + 1, ".")
                && FilterColumns.ofMachine(text.at(i).text()).isPresent();
    }

    /** For each dimension that the table is joined by, if anything else is asked of it. */
    private List<String> ofJoined(Beside table) {
        StringJoiner asked = new StringJoiner(" and ");
        for (Span conjunct : conjuncts) {
            if (isSimple(conjunct, i -> isOf(table, i), 3)) {
                asked.add("(" + text.source(conjunct.from(), conjunct.to()) + ")");
            }
        }
        List<String> conditions = new ArrayList<>();
        if (asked.length() > 0) {
            for (Span conjunct : conjuncts) {
                link(table, conjunct)
                        .ifPresent(link ->
                                conditions.add(
                                        "%s in (select %s from %s as \"%s\" where %s)"
                                                .formatted(
                                                        link.dimension(),
                                                        link.column(),
                                                        text.source(
                                                                table.name().from(),
                                                                table.name().to()),
                                                        table.scope().replace("\"", "\"\""),
                                                        asked)));
            }
        }
        return conditions;
    }

    private record Link(String dimension, String column) {}

    /** {@code k.id = m.machine_id}, either way round. */
    private Optional<Link> link(Beside table, Span conjunct) {
        int from = conjunct.from();
        boolean tableFirst = isOf(table, from) && text.is(from + 3, "=");
        Columns.Mention mention = columns.at(tableFirst ? from + 4 : from);
        if (mention == null || !mention.isDimension()) {
            return Optional.empty();
        }
        int column = tableFirst ? from : mention.end() + 1;
        int end = tableFirst ? mention.end() : column + 3;
        boolean equal = tableFirst || text.is(mention.end(), "=");
        return equal && isOf(table, column) && end == conjunct.to()
                ? Optional.of(new Link(mention.column(), text.source(column, column + 3)))
                : Optional.empty();
    }

    private boolean isOf(Beside table, int i) {
        return text.isName(i, table.scope())
                && text.is(i + 1, ".")
                && text.at(i + 2).isName()
                && !text.is(i + 3, "(")
                && !text.is(i + 3, ".");
    }

    private interface Known {
        boolean begins(int i);
    }

    /**
     * Whether it compares columns that are known with constants, and nothing else.
     *
     * @param length of a column, in tokens
     */
    private boolean isSimple(Span condition, Known column, int length) {
        boolean some = false;
        int i = condition.from();
        while (i < condition.to()) {
            Token token = text.at(i);
            if (column.begins(i)) {
                some = true;
                i += length;
            } else if (isConstant(token) || text.isOneOf(i, WORDS) || text.isOneOf(i, SYMBOLS)) {
                i++;
            } else {
                return false;
            }
        }
        return some;
    }

    private static boolean isConstant(Token token) {
        return token.kind() == Token.Kind.STRING
                || (token.kind() == Token.Kind.NUMBER && !Objects.equals(token.text(), ""));
    }
}
