package dev.andon.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db:5433/plant?user=andon&password=s%26cr%2Bt&sslmode=require",
                "postgres://andon:s%26cr+t@db:5433/plant?sslmode=require",
                "postgresql://andon:s&cr+t@db:5433/plant?sslmode=require"
            })
    void readsEveryCustomaryForm(String text) {
        assertThat(DatabaseUrl.parse(text))
                .isEqualTo(
                        new DatabaseUrl(
                                "db:5433",
                                "plant",
                                "andon",
                                "s&cr+t",
                                Map.of("sslmode", "require")));
    }

    @Test
    void keepsThePasswordOutOfTheAddressThatMayBeLogged() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://andon:secret@db/plant");
        assertThat(url.with("a", "b c").jdbc()).isEqualTo("jdbc:postgresql://db/plant?a=b%20c");
        assertThat(url.as("reader", "p@ss").libpq())
                .isEqualTo("postgresql://reader:p%40ss@db/plant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://a:b@c/d", "postgres://db/plant", "postgres://a:b@c/", "x"})
    void saysWhatIsMissing(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("must name host, database and user");
    }
}
