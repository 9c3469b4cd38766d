package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TimescaleDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ChunkStoreTest {
    @Test
    void thereIsOnePolicyAndItFollowsTheSetting() {
        try (TimescaleDatabase database = TimescaleDatabase.migrated()) {
            ChunkStore chunks = new ChunkStore(database.owner());
            chunks.compressAfter(Duration.ofDays(30));
            chunks.compressAfter(Duration.ofDays(30));
            chunks.compressAfter(Duration.ofDays(7));

            assertThat(
                            JdbcClient.create(database.owner())
                                    .sql(
                                            """
                                            select extract(epoch from (config ->> 'compress_after')::interval)::integer
                                            from timescaledb_information.jobs
                                            where proc_name = 'policy_compression' and hypertable_name = 'samples'
                                            """)
                                    .query(Integer.class)
                                    .list())
                    .containsExactly((int) Duration.ofDays(7).toSeconds());
        }
    }
}
