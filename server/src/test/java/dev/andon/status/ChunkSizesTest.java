package dev.andon.status;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.SettableClock;
import dev.andon.TimescaleDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ChunkSizesTest {
    @Test
    void compressedChunksCountAsSealedAndAggregatesAsRollups() {
        try (TimescaleDatabase timescale = TimescaleDatabase.migrated()) {
            JdbcClient owner = JdbcClient.create(timescale.owner());
            owner.sql(
                            """
                            insert into public.machine_metrics
                            select 'M', 't', 1, t, null, null
                            from generate_series(timestamptz '2026-03-30 00:00:00+00', '2026-03-31 12:00:00+00', '30 s') t
                            """)
                    .update();
            owner.sql(
                            "select compress_chunk(c) from show_chunks('andon.samples', older_than => timestamptz '2026-03-31 00:00:00+00') c")
                    .query()
                    .listOfRows();
            owner.sql("call refresh_continuous_aggregate('andon.rollup_5m', null, null)").update();
            StorageQueries queries =
                    new StorageQueries(
                            owner, new SettableClock(Instant.parse("2026-03-31T13:00:00Z")));

            Sizes sizes =
                    requireNonNull(
                            new StorageSizes(
                                            queries,
                                            new SettableClock(
                                                    Instant.parse("2026-03-31T13:00:00Z")))
                                    .current());

            assertThat(sizes.sealed().points()).isEqualTo(2880);
            assertThat(sizes.sealed().bytes()).isPositive();
            assertThat(sizes.raw().points()).isEqualTo(1441);
            assertThat(sizes.rawDays()).isOne();
            assertThat(sizes.sealedMonths()).isOne();
            assertThat(sizes.rollupBytes()).isPositive();
            assertThat(queries.rollups().getFirst().bytes()).isPositive();
            assertThat(queries.databaseBytes()).isPositive();
        }
    }
}
