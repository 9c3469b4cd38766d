package dev.andon.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerFactsTest {
    private static final DatabaseUrl URL = DatabaseUrl.parse("postgres://line:secret@db/plant");

    @Test
    void nothingIsShortOnAFittingServer() {
        assertThat(
                        new ServerFacts(
                                        150_013, "15.13", "UTF8", false, true, true, true,
                                        List.of())
                                .shortages(URL))
                .isEmpty();
    }

    @Test
    void everyShortageComesWithItsRemedy() {
        assertThat(
                        new ServerFacts(
                                        140_018, "14.18", "LATIN1", true, false, false, false,
                                        List.of())
                                .shortages(URL))
                .containsExactly(
                        "The server is PostgreSQL 14.18; Andon needs 15 or newer.",
                        "The database is encoded in LATIN1; Andon needs UTF8: create database \"plant\" encoding 'UTF8' template template0;",
                        "The server is a standby that cannot be written; name the primary.",
                        "line may not create schema andon: grant create on database \"plant\" to \"line\";",
                        "line may not create views in schema public: grant usage, create on schema public to \"line\";");
    }
}
