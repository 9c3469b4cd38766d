package dev.andon.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.dashboard.VariableModel.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** From raw lists to what a variable offers: custom texts, regular expressions, orders, cycles. */
class VariableListsTest {

    @Test
    void customListsKnowLabelsAndEscapedCommas() {
        assertThat(CustomList.parse("a, b : bee, 7,c\\,d, http://x, ,"))
                .containsExactly(
                        new Choice("a", "a"),
                        new Choice("b", "bee"),
                        new Choice("7", "7"),
                        new Choice("c,d", "c,d"),
                        new Choice("http://x", "http://x"));
        assertThat(CustomList.parseJson("[1, \"b\", {\"text\": \"See\", \"value\": \"c\"}]"))
                .containsExactly(
                        new Choice("1", "1"), new Choice("b", "b"), new Choice("See", "c"));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    M-                              | M-01 P-02          | M-01=M-01
                    /^m-/i                          | M-01 P-02          | M-01=M-01
                    /^(?!multi).*/                  | multi_zone speed   | speed=speed
                    /M-(\\d+)/                      | M-01 P-02          | 01=01
                    /(?<text>\\w)-(?<value>\\d+)/   | M-01 P-02          | M=01 P=02
                    /(?<value>\\d+)/                | M-01               | 01=01
                    /(?<text>[A-Z])/                | M-01               | M=M
                    /([a-z]+)/g                     | ab-cd              | ab=ab cd=cd
                    /([a-z]+)/                      | ab-cd              | ab=ab
                    /x(y)?/                         | x                  | ''
                    """)
    void regularExpressionsDropAndCut(String regex, String values, String expected) {
        String found =
                OptionFilter.of(regex, false).apply(choices(values)).stream()
                        .map(choice -> choice.text() + "=" + choice.value())
                        .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void regularExpressionsCanLookAtTheText() {
        List<Choice> machines = List.of(new Choice("Press 1", "M-01"), new Choice("Oven", "M-02"));
        assertThat(OptionFilter.of("/Press/", true).apply(machines))
                .containsExactly(machines.getFirst());
        assertThatThrownBy(() -> OptionFilter.of("/(/", false))
                .isInstanceOf(PatternSyntaxException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 | b a C      | b a C
                    1 | b a C      | C a b
                    2 | b a C      | b a C
                    3 | z10 x z9 1 | 1 z9 z10 x
                    4 | z10 x z9 1 | z10 z9 1 x
                    5 | b a C      | a b C
                    6 | b a C      | C b a
                    7 | z10 Z9 a   | a Z9 z10
                    8 | z10 Z9 a   | z10 Z9 a
                    9 | b a        | b a
                    """)
    void sortsByGrafanasNumbers(int sort, String values, String expected) {
        assertThat(
                        OptionSort.apply(choices(values), sort).stream()
                                .map(Choice::text)
                                .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void ordersVariablesByTheirNeedsAndNamesCircles() {
        VariableOrder order =
                VariableOrder.of(
                        List.of(
                                variable("machine", "select x where area = '$area'"),
                                variable("area", "select [[site:csv]]"),
                                variable("site", "select 'x'"),
                                variable("a", "${b}"),
                                variable("b", "$c"),
                                variable("c", "$a and $area and $unknown"),
                                variable("self", "$self")));
        assertThat(order.variables().stream().map(VariableModel::name))
                .containsExactly("site", "area", "machine", "c", "b", "a", "self");
        assertThat(order.cycles())
                .containsOnlyKeys("a", "b", "c")
                .containsEntry("a", "a → b → c → a");
    }

    private static List<Choice> choices(String values) {
        return Arrays.stream(values.split(" ")).map(value -> new Choice(value, value)).toList();
    }

    static VariableModel variable(String name, String query) {
        return VariableModel.of(
                JsonMapper.shared()
                        .createObjectNode()
                        .put("name", name)
                        .put("type", "query")
                        .put("query", query));
    }
}
