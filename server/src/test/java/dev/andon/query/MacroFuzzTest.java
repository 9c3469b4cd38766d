package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Whatever the text: an expansion or a sentence, soon, and what is no macro stays as it is. */
class MacroFuzzTest {
    /** Far more than any of these texts needs, far less than one that grows out of bounds. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @FuzzTest
    void expandsOrRefuses(byte[] bytes) {
        String sql = new String(bytes, StandardCharsets.UTF_8);
        for (Dialect dialect : Dialect.values()) {
            String expanded = assertTimeout(SOON, () -> expanded(sql, dialect));
            if (sql.indexOf('$') < 0) {
                assertThat(expanded).isEqualTo(sql);
            }
        }
    }

    /** A value in a literal stays in it: after the expansion the text has as many literals. */
    @FuzzTest
    void leavesWhatStandsAround(byte[] bytes) {
        String sql = new String(bytes, StandardCharsets.UTF_8).replace('$', 'S');
        String around = "SELECT 'before' AS \"$__interval(\", $__timeFrom() /* \n */, ";
        String expanded = expanded(around + sql, Dialect.POSTGRES);
        assertThat(expanded).startsWith("SELECT 'before' AS \"").endsWith(sql);
    }

    private static String expanded(String sql, Dialect dialect) {
        try {
            return Macros.expand(Question.table("A", sql, dialect, Ask.RANGE)).sql();
        } catch (QuestionException refused) {
            assertThat(refused.sentence()).startsWith("Macro at line ");
            return refused.sentence();
        }
    }
}
