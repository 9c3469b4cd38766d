package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AdHocFilterTest {
    private static AdHocFilter read(String written) {
        return AdHocFilter.ofAddress(written).orElseThrow();
    }

    @Test
    void readsAndWritesWhatGrafanaDoes() {
        assertThat(read("machine_id|=|M-01"))
                .isEqualTo(new AdHocFilter("machine_id", "=", List.of("M-01")));
        assertThat(read("a__gfp__b,Label|!=__gfp__|x__gfc__y,X|z__gfh__|w#dashboard#restorable"))
                .isEqualTo(new AdHocFilter("a|b", "!=|", List.of("x,y", "z#", "w")));
        assertThat(read("zone|=|1|2").values()).containsExactly("1");
        assertThat(new AdHocFilter("a|b", "=|", List.of("x,y", "z#")).address())
                .isEqualTo("a__gfp__b|=__gfp__|x__gfc__y|z__gfh__");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a|=", "a|=|", "|=|b", "a||b", "a|=|,label"})
    void leavesOutWhatHasNoValueYet(String written) {
        assertThat(AdHocFilter.ofAddress(written)).isEqualTo(Optional.empty());
    }

    @Test
    void readsThoseOfFiles() {
        assertThat(
                        AdHocFilter.ofJson(
                                JsonMapper.shared()
                                        .readTree(
                                                """
                                                [{"key": "area", "operator": "=", "value": "Hall A", "condition": ""},
                                                 {"key": "zone_number", "operator": "=|", "value": "1", "values": ["1", "2"]},
                                                 {"key": "line", "operator": "=", "value": ""}]
                                                """)))
                .containsExactly(
                        new AdHocFilter("area", "=", List.of("Hall A")),
                        new AdHocFilter("zone_number", "=|", List.of("1", "2")));
    }

    @Test
    void isInTextsWhatGrafanaPutsThere() {
        assertThat(
                        AdHocFilter.expression(
                                List.of(
                                        new AdHocFilter("a", "=", List.of("x\"\\y")),
                                        new AdHocFilter("b", "!=|", List.of("1.5", "2")))))
                .isEqualTo("a=\"x\\\"\\\\y\",b!~\"1\\\\.5|2\"");
    }

    @Test
    void saysWhichOperatorsThereAre() {
        List<AdHocFilter> odd = List.of(new AdHocFilter("area", "like", List.of("x")));
        assertThatThrownBy(() -> AdHocFilter.meant(odd))
                .isInstanceOf(QuestionException.class)
                .hasMessageContaining("'like'")
                .hasMessageContaining("=~");
    }
}
