package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.sql.SQLException;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SealedSamplesTest extends SealedSamplesContract {
    @Override
    TestDatabase open() {
        return TestDatabase.migrated();
    }

    @Test
    void aMonthIsMadeAheadOnlyWhereMonthsAre() throws SQLException {
        try (TestDatabase young = TestDatabase.migrated()) {
            BlockStore store = new BlockStore(young.owner());
            JdbcClient client = JdbcClient.create(young.owner());
            store.ensureComing(YearMonth.of(2025, 4));
            assertThat(SealedPlant.months(client, "select * from machine_metrics")).isEmpty();

            store.ensureMonth(YearMonth.of(2025, 3));
            store.ensureComing(YearMonth.of(2025, 4));

            assertThat(SealedPlant.months(client, "select * from machine_metrics"))
                    .containsExactly("sample_blocks_202503", "sample_blocks_202504");
        }
    }
}
