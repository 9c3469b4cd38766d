package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class IngestRefusedExceptionTest {
    @Test
    void aFullDiskIsCalledByItsName() {
        Throwable full = new IllegalStateException(new SQLException("no space", "53100"));

        assertThat(IngestRefusedException.databaseAway(full))
                .hasMessageStartingWith("The disk of the database is full.");
        assertThat(IngestRefusedException.databaseAway(new SQLException("gone", "08006")))
                .hasMessageStartingWith("The database cannot be reached or cannot write.");
    }
}
