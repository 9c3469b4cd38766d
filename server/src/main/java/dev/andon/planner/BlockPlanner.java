package dev.andon.planner;

import dev.andon.planner.RollupState.Level;
import dev.andon.planner.SelectBlock.Clause;
import dev.andon.planner.SelectBlock.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts buckets in place of the points that one block reads. Every token is looked at: what may
 * stand where rows are buckets is known, and everything else refuses the block.
 */
final class BlockPlanner {
    private static final Set<String> SCHEMAS = Set.of("public", "pg_catalog");

    private final SqlText text;
    private final SelectBlock block;
    private final FromClause from;
    private final RollupState state;
    private final Columns columns;
    private final TimeForms forms;
    private final Bounds bounds;
    private final Measures measures;
    private final Edits edits;
    private final Set<Grain> grains = new HashSet<>();
    private final List<Measured> measured = new ArrayList<>();
    private boolean aggregates;

    /** An aggregate that was put in other words, by its tokens. */
    private record Measured(int from, int to, String name) {}

    /**
     * What became of a block.
     *
     * @param level the coarsest that it reads, null for points alone
     */
    record Outcome(Edits edits, @Nullable Level level, String explanation) {}

    private BlockPlanner(SelectBlock block, FromClause from, RollupState state, Edits folded) {
        this.text = block.text();
        this.block = block;
        this.from = from;
        this.state = state;
        this.columns = new Columns(text, from.use().scope());
        TimeConstants constants = new TimeConstants(text, Range.micros(state.now()));
        this.forms = new TimeForms(text, columns, constants);
        this.bounds = new Bounds(text, columns, constants, folded, new Edits(text));
        this.measures =
                new Measures(
                        text,
                        columns,
                        span -> walk(span, false),
                        () -> OneSeries.isIn(block, columns, bounds.fixed()));
        this.edits = new Edits(text);
    }

    /** Null for a block that does not read the view itself. */
    static @Nullable Outcome plan(SelectBlock block, RollupState state) {
        FromClause from;
        try {
            from = FromClause.of(block);
        } catch (Refusal refusal) {
            return new Outcome(new Edits(block.text()), null, "points: " + refusal.reason());
        }
        if (from == null) {
            return null;
        }
        Edits folded = new Edits(block.text());
        BlockPlanner planner = new BlockPlanner(block, from, state, folded);
        try {
            return planner.plan(folded);
        } catch (Refusal refusal) {
            return new Outcome(planner.pointsOfRange(folded), null, "points: " + refusal.reason());
        }
    }

    /** Whether each of its rows is that of a group of points, all of it known to be repeatable. */
    static boolean understands(SelectBlock block, RollupState state) {
        FromClause from = FromClause.of(block);
        if (from != null) {
            new BlockPlanner(block, from, state, new Edits(block.text())).understand();
        }
        return from != null;
    }

    private void understand() {
        if (block.has(Clause.WHERE)) {
            bounds.add(block.clause(Clause.WHERE));
        }
        from.boundConditions().forEach(bounds::add);
        block.refuseOddities();
        SelectList list = new SelectList(block);
        look(list);
        boolean grouped =
                block.has(Clause.GROUP)
                        || block.has(Clause.HAVING)
                        || aggregates
                        || list.isDistinct();
        if (!grouped) {
            throw new Refusal("single points are asked for");
        }
    }

    /**
     * What cannot be read from buckets is read from the points of its range alone: the bounds that
     * were understood hold for every row, whatever else the block says.
     */
    private Edits pointsOfRange(Edits folded) {
        boolean ofAndonAlone = !state.levels().isEmpty() && state.otherColumns().isEmpty();
        if (ofAndonAlone
                && !block.isOdd()
                && !isNamedWithItsSchema()
                && !bounds.range().equals(Range.ALL)) {
            replaceView(folded, new Points(state, wanted()).all(bounds.range()));
        }
        return folded;
    }

    /** {@code public.machine_metrics.value} means nothing where something else is read. */
    private boolean isNamedWithItsSchema() {
        for (int i = 0; i < text.size(); i++) {
            if (text.is(i, ".") && text.isName(i + 1, FromClause.VIEW) && text.is(i + 2, ".")) {
                return true;
            }
        }
        return false;
    }

    private List<String> wanted() {
        return WantedSeries.conditions(text, from, columns, bounds.others());
    }

    private void replaceView(Edits replaced, String relation) {
        FromClause.Use use = from.use();
        replaced.replace(
                use.name().from(),
                use.name().to(),
                relation + (use.named() ? "" : " as " + FromClause.VIEW));
    }

    private Outcome plan(Edits folded) {
        understand();
        if (bounds.range().isEmpty()) {
            throw new Refusal("the bounds of timestamp leave no time between them");
        }
        List<Piece> pieces = Piece.cover(bounds.range(), levels());
        Level coarsest =
                pieces.stream()
                        .map(Piece::level)
                        .filter(level -> level != null)
                        .max(Comparator.comparingLong(Level::widthMicros))
                        .orElseThrow(() -> new Refusal("no hour of the range is closed"));
        Relation relation = new Relation(pieces, measures.used(), wanted(), state);
        replaceView(edits, relation.sql());
        edits.add(folded);
        return new Outcome(edits, coarsest, relation.explanation());
    }

    private List<Level> levels() {
        if (state.levels().isEmpty()) {
            throw new Refusal("the rollups do not stand for all of machine_metrics now");
        }
        List<Level> fitting =
                state.levels().stream()
                        .filter(level ->
                                grains.stream()
                                        .allMatch(grain -> grain.fits(level, bounds.range())))
                        .toList();
        if (fitting.isEmpty()) {
            throw new Refusal("no level has buckets that make up the asked ones");
        }
        return fitting;
    }

    private void look(SelectList list) {
        for (SelectList.Item item : list.items()) {
            walk(item.expression(), true);
            if (item.name() == null) {
                name(item.expression());
            }
        }
        bounds.others().forEach(other -> walk(other, false));
        if (from.boundConditions().isEmpty()) {
            from.conditions().forEach(condition -> walk(condition, false));
        }
        walk(block.clause(Clause.GROUP), false);
        walk(block.clause(Clause.HAVING), true);
        walk(block.clause(Clause.WINDOW), true);
        for (Span item : block.items(block.clause(Clause.ORDER))) {
            order(item, list);
        }
        walk(block.clause(Clause.LIMIT), false);
    }

    /** A name alone means a column of the answer, if there is one of that name. */
    private void order(Span item, SelectList list) {
        boolean alone =
                item.to() - item.from() == 1
                        || text.isOneOf(item.from() + 1, Set.of("asc", "desc", "nulls"));
        if (!alone
                || !text.at(item.from()).isName()
                || list.named(text.at(item.from()).text()) == null) {
            walk(item, true);
        }
    }

    private void walk(Span span, boolean mayAggregate) {
        int i = span.from();
        while (i < span.to()) {
            i = step(i, mayAggregate);
        }
    }

    /** The token behind what begins there. */
    private int step(int i, boolean mayAggregate) {
        if (text.isSubselect(i)) {
            lookInside(i);
            return text.partner(i) + 1;
        }
        if (text.is(i, "::") || text.is(i, "as")) {
            return typeEnd(i + 1);
        }
        if (text.is(i, "*") && isAllColumns(i)) {
            throw new Refusal("all columns of single points are asked for");
        }
        if (!text.at(i).isName() && !text.is(i, "(")) {
            return i + 1;
        }
        boolean qualified = text.isOneOf(i, SCHEMAS) && text.is(i + 1, ".");
        TimeForms.Form form = forms.at(qualified ? i + 2 : i);
        if (form != null) {
            grains.add(form.grain());
            return form.end();
        }
        return text.is(i, "(") ? i + 1 : word(i, mayAggregate);
    }

    private boolean isAllColumns(int i) {
        return text.is(i - 1, "select")
                || text.is(i - 1, ",")
                || text.is(i - 1, ".")
                || text.is(i - 1, "distinct")
                || text.is(i - 1, "all")
                || text.is(i - 1, "(");
    }

    /** Behind a type, which may have brackets. */
    private int typeEnd(int i) {
        int end = columns.chainEnd(i);
        return text.is(end, "(") ? text.partner(end) + 1 : end;
    }

    private int word(int i, boolean mayAggregate) {
        if (text.isOneOf(i, Vocabulary.REFUSED) && !isDistinctFrom(i)) {
            throw new Refusal(text.at(i).text() + " is not understood here");
        }
        if (text.is(i + 1, "(")) {
            return call(i, mayAggregate);
        }
        boolean type = text.isString(i + 1) || text.is(i + 1, "with") || text.is(i + 1, "without");
        if (text.is(i, Columns.TIME) && type) {
            return i + 1;
        }
        Columns.Mention mention = columns.at(i);
        if (mention != null) {
            if (mention.isTime()) {
                throw new Refusal(
                        "timestamp stands neither in a bucket nor in a constant bound of all rows");
            }
            if (!mention.isDimension()) {
                throw new Refusal(mention.column() + " of single points is asked for");
            }
            return mention.end();
        }
        int end = columns.chainEnd(i);
        boolean others = state.otherColumns().contains(text.at(end - 1).text());
        boolean ofView = text.is(i + 1, ".") && text.isName(i + 2, FromClause.VIEW);
        if (others || ofView || columns.isScope(i) || text.is(end, "(")) {
            throw new Refusal(text.source(i, end) + " is not understood here");
        }
        return end;
    }

    private boolean isDistinctFrom(int i) {
        return text.is(i, "distinct") && (text.is(i - 1, "is") || text.is(i - 1, "not"));
    }

    private int call(int i, boolean mayAggregate) {
        String name = text.at(i).text();
        if (text.at(i).kind() != Token.Kind.WORD) {
            throw new Refusal("the function " + name + " is not understood");
        }
        if (isWindowed(text.partner(i + 1) + 1)) {
            if (!block.has(Clause.GROUP) || !Vocabulary.WINDOWED.contains(name)) {
                throw new Refusal("a window over single points is asked for");
            }
            return text.is(i + 2, "*") ? i + 3 : i + 2;
        }
        int end = mayAggregate ? aggregate(i, name) : 0;
        if (end > 0) {
            refuseOuter(i + 2, end);
            aggregates = true;
            return end;
        }
        if (Vocabulary.SCALARS.contains(name) || Vocabulary.WORDS.contains(name)) {
            return i + 1;
        }
        throw new Refusal("the function " + name + " is not understood here");
    }

    /** Behind an aggregate, 0 where there is none that buckets can answer. */
    private int aggregate(int i, String name) {
        Measures.Measure measure = measures.at(i);
        if (measure != null) {
            measured.add(new Measured(i, measure.end(), measure.name()));
            edits.replace(i, measure.end(), measure.sql());
            return measure.end();
        }
        boolean distinct = text.is(i + 2, "distinct");
        boolean indifferent =
                Vocabulary.INDIFFERENT.contains(name)
                        || (distinct && Vocabulary.WITH_DISTINCT.contains(name));
        if (!indifferent) {
            return 0;
        }
        int close = text.partner(i + 1);
        walk(new Span(distinct ? i + 3 : i + 2, close), false);
        return close + 1;
    }

    /** An aggregate over columns of outer rows alone is one of the outer SELECT. */
    private void refuseOuter(int from, int to) {
        boolean names = false;
        for (int i = from; i < to; i = columns.chainEnd(i)) {
            if (columns.at(i) != null) {
                return;
            }
            names |= text.at(i).isName();
        }
        if (names && block.knowsOuterRows()) {
            throw new Refusal("an aggregate in a sub-select may be one of outer rows");
        }
    }

    private boolean isWindowed(int i) {
        int end = text.are(i, "filter", "(") ? text.partner(i + 1) + 1 : i;
        return text.is(end, "over");
    }

    /** A sub-select knows the outer rows; it may ask for their dimensions only. */
    private void lookInside(int open) {
        for (int i = open + 1; i < text.partner(open); i++) {
            boolean single =
                    text.isName(i, FromClause.VIEW)
                            || (text.at(i).isName()
                                    && state.otherColumns().contains(text.at(i).text()))
                            || (text.at(i).isName()
                                    && Columns.MEASURED.contains(text.at(i).text()));
            boolean call = text.at(i).isName() && text.is(i + 1, "(");
            boolean known =
                    text.isOneOf(i, Vocabulary.SCALARS) || text.isOneOf(i, Vocabulary.WORDS);
            if (single || columns.isScope(i) || (call && !known && !text.isSubselect(i + 1))) {
                throw new Refusal(
                        "a sub-select holds %s, which is not understood there"
                                .formatted(text.at(i).text()));
            }
        }
    }

    /** Gives a column the name that PostgreSQL would have taken from an aggregate in it. */
    private void name(Span expression) {
        if (measured.stream()
                .noneMatch(one -> one.from() >= expression.from() && one.to() <= expression.to())) {
            return;
        }
        String name = new ColumnName(text, this::nameOf).of(expression);
        if (name != null) {
            edits.insertAfter(expression.to() - 1, " as \"" + name + '"');
        }
    }

    private @Nullable String nameOf(Span span) {
        return measured.stream()
                .filter(one -> one.from() == span.from() && one.to() == span.to())
                .map(Measured::name)
                .findFirst()
                .orElse(null);
    }
}
