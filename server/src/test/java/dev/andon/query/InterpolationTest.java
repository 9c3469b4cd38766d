package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.TestDatabase;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Beyond what {@link InterpolationVectorsTest} shows: safety, All, rules, zones. */
class InterpolationTest {
    private static final Interpolation INTERPOLATION = new Interpolation(QuotingRule.BY_CONTEXT);
    private static final String[] HOSTILE = {
        "'",
        "''",
        "\\",
        "\\'",
        "\"",
        "$$",
        "$q$",
        ";",
        "--",
        "/*",
        "*/",
        "\n",
        "E'",
        "U&'",
        "x",
        " ",
        "DROP TABLE machines",
        "${v}",
        "$v",
        "[[v]]",
        ")",
        "(",
        "%",
        "é",
        "\uD83D\uDE00",
        "\t",
        "{",
        "}",
        ",",
    };

    private static TestDatabase database;
    private static QueryEngine engine;

    @BeforeAll
    static void start() {
        database = TestDatabase.migrated();
        engine = QueryEngine.over(database.reader(), database.owner(), Ask.CONFIG);
    }

    @AfterAll
    static void stop() {
        engine.close();
        database.close();
    }

    /** PostgreSQL itself is asked what it read; the seed is the name of the case. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noValueBreaksOutOfItsLiteral(long seed) {
        Random random = new Random(seed);
        String value = hostile(random);
        Scope one = scope(Variable.single("v", value));
        for (String literal :
                List.of("'$v'", "E'${v}'", "U&'[[v]]'", "${v:sqlstring}", "${v:singlequote}")) {
            assertThat(answer("SELECT " + literal + " AS a", one)).as(literal).isEqualTo(value);
        }
        Variable.Option option = new Variable.Option("o", "o", Map.of("p", value));
        Variable known =
                new Variable(
                        "o", true, false, null, List.of("o"), List.of("o"), List.of(option), null);
        assertThat(answer("SELECT ${o.p} AS a", scope(known))).isEqualTo(value);
        assertThat(answer("SELECT 'a' AS a -- $v\n", one)).isEqualTo("a");
        assertThat(answer("SELECT 'a' /* $v */ AS a", one)).isEqualTo("a");
        List<String> list = IntStream.range(0, 3).mapToObj(index -> hostile(random)).toList();
        String joined = list.stream().collect(Collectors.joining("\u0001"));
        Scope many = scope(variable("v", true, false, list));
        for (String array : List.of("$v", "${v:sqlstring}", "${v:singlequote}")) {
            String sql = "SELECT array_to_string(ARRAY[" + array + "], E'\\x01') AS a";
            assertThat(answer(sql, many)).as(array).isEqualTo(joined);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static String hostile(Random random) {
        StringBuilder value = new StringBuilder();
        for (int piece = 1 + random.nextInt(8); piece > 0; piece--) {
            value.append(HOSTILE[random.nextInt(HOSTILE.length)]);
        }
        return value.toString();
    }

    private static String answer(String sql, Scope scope) {
        String interpolated = INTERPOLATION.sql(sql, scope);
        return Ask.value(engine.ask(Ask.table(interpolated), Cancellation.of(null)));
    }

    @Test
    void quotedNamesStayNames() {
        Scope scope = scope(Variable.single("v", "a\" FROM machines --"));
        assertThat(INTERPOLATION.sql("SELECT \"$v\"", scope))
                .isEqualTo("SELECT \"a\"\" FROM machines --\"");
    }

    @Test
    void refusesWhatDollarQuotesCannotHold() {
        Scope scope = scope(Variable.single("v", "$$; DROP TABLE machines; --"));
        assertThatThrownBy(() -> INTERPOLATION.sql("SELECT $$ $v $$", scope))
                .isInstanceOf(VariableException.class)
                .hasMessageContaining("$v");
    }

    @Test
    void oneValueOfAVariableWithAllIsQuotedAsTheRuleSays() {
        Scope scope = scope(variable("v", false, true, List.of("it's")));
        assertThat(new Interpolation(QuotingRule.QUOTED).sql("IN ($v) = '$v'", scope))
                .isEqualTo("IN ('it''s') = ''it''s''");
        assertThat(new Interpolation(QuotingRule.BARE).sql("IN ($v) = '$v'", scope))
                .isEqualTo("IN (it''s) = 'it''s'");
        assertThat(INTERPOLATION.sql("IN ($v) = '$v'", scope)).isEqualTo("IN ('it''s') = 'it''s'");
    }

    @Test
    void allStandsForAllOptions() {
        Scope scope = scope(variable("v", true, true, List.of(Variable.ALL)));
        assertThat(INTERPOLATION.sql("IN ($v)", scope)).isEqualTo("IN ('a','b''c')");
        assertThat(INTERPOLATION.sql("${v:text} ${v:pipe} ${v:queryparam}", scope))
                .isEqualTo("All a|b'c var-v=All");
    }

    @Test
    void aCustomAllMayHoldOtherVariables() {
        Variable all =
                new Variable(
                        "v",
                        true,
                        true,
                        "SELECT id FROM machines WHERE area = ${area:sqlstring} OR $v IS NULL",
                        List.of("All"),
                        List.of(Variable.ALL),
                        List.of(),
                        null);
        Scope scope = scope(all, Variable.single("area", "Hall 'A'"));
        assertThat(INTERPOLATION.sql("IN ($v)", scope))
                .isEqualTo("IN (SELECT id FROM machines WHERE area = 'Hall ''A''' OR $v IS NULL)");
    }

    @Test
    void writesDatesInTheDashboardsZone() {
        Scope scope = scope();
        assertThat(INTERPOLATION.text("${__from:date:YYYY-MM-DD HH:mm:ss Z}", scope))
                .isEqualTo("2025-03-19 09:00:00 +01:00");
        assertThat(INTERPOLATION.text("${__to:date:dddd Do MMMM YY [at] h A, [W]WW, X}", scope))
                .isEqualTo("Wednesday 19th March 25 at 11 AM, W12, 1742378400");
        assertThat(INTERPOLATION.text("${__from:date} $__timezone", scope))
                .isEqualTo("2025-03-19T08:00:00.000Z Europe/Berlin");
    }

    @Test
    void formatsWhatIsNotSql() {
        Scope scope = scope(variable("v", true, false, List.of("a.b", "c")));
        assertThat(INTERPOLATION.text("Machines $v", scope)).isEqualTo("Machines {a.b,c}");
        assertThat(INTERPOLATION.regex("/^$v$/", scope)).isEqualTo("/^(a\\.b|c)$/");
        assertThat(INTERPOLATION.text("${v:join:; } ${v:customqueryparam:m:x-}", scope))
                .isEqualTo("a.b; c m=x-a.b&m=x-c");
        assertThat(INTERPOLATION.text("${v:uriencode} ${v:nosuchformat}", scope))
                .isEqualTo("%7Ba.b,c%7D {a.b,c}");
    }

    @Test
    void aDotLeadsToOneOfSeveralValuesOrToAProperty() {
        List<Variable.Option> options =
                List.of(
                        new Variable.Option("A", "a", Map.of("hall", "it's", "text", "Own")),
                        new Variable.Option("B", "b", Map.of("hall", "north")));
        Variable two =
                new Variable(
                        "m", true, true, null, List.of("A", "B"), List.of("a", "b"), options, null);
        Scope several = scope(two);
        assertThat(INTERPOLATION.sql("IN (${m.hall}) ${m[\"hall\"]:csv}", several))
                .isEqualTo("IN ('it''s','north') it's,north");
        assertThat(INTERPOLATION.sql("= ${m.1} '${m.0}' ${m.7:sqlstring}", several))
                .isEqualTo("= 'b' 'a' ''");
        assertThat(INTERPOLATION.text("${m.nothing} ${m.value} ${m.text}", several))
                .isEqualTo("{a,b} {a,b} {Own,b}");
        Scope all = scope(two.choosing(List.of(Variable.ALL)));
        assertThat(INTERPOLATION.text("${m.hall:pipe}", all)).isEqualTo("it's|north");
        Variable one =
                new Variable("m", false, false, null, List.of("A"), List.of("a"), options, null);
        assertThat(INTERPOLATION.sql("'${m.hall}' ${m.hall:text}", scope(one)))
                .isEqualTo("'it''s' it's");
    }

    @Test
    void tellsWhatATextRefersTo() {
        assertThat(Interpolation.references("$a [[b:csv]] ${c.x:raw} $a ${d[\"k\"]}"))
                .containsExactly("a", "b", "c", "d");
    }

    private static Variable variable(
            String name, boolean multi, boolean includeAll, List<String> values) {
        List<Variable.Option> options =
                List.of(new Variable.Option("A", "a"), new Variable.Option("B", "b'c"));
        return new Variable(name, multi, includeAll, null, values, values, options, null);
    }

    private static Scope scope(Variable... variables) {
        return new Scope(
                new ArrayList<>(List.of(variables)),
                Ask.RANGE,
                ZoneId.of("Europe/Berlin"),
                Duration.ofMinutes(1),
                new Scope.Dashboard("uid", "Title"),
                new Scope.User(1, "admin", "admin@localhost"));
    }
}
