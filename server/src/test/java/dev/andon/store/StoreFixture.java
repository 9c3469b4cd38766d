package dev.andon.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store on a database, wired as Spring does it. */
public final class StoreFixture {
    /** Everything is sealed that may be, at once and in small pieces. */
    static final SealingConfig EAGER =
            new SealingConfig(Duration.ofDays(3), Duration.ofMinutes(10), 100_000_000, 2_000, 1e9);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final PartitionStore partitions;
    final SealingStore sealingStore;
    final Sealer sealer;
    final SampleStore samples;
    final Sealing sealing;

    StoreFixture(DataSource dataSource, SealingConfig config, Clock clock) {
        EngineStore engine = new EngineStore(dataSource);
        partitions = new PartitionStore(dataSource, engine);
        RawStore raw = new RawStore(partitions);
        BlockStore blocks = new BlockStore(dataSource);
        sealingStore = new SealingStore(dataSource, config, engine);
        sealer = new Sealer(dataSource, blocks);
        samples =
                new SampleStore(
                        dataSource,
                        partitions,
                        raw,
                        blocks,
                        new LatePoints(blocks, raw),
                        sealer,
                        sealingStore);
        sealing = new Sealing(sealingStore, sealer, partitions, samples, config, meters, clock);
    }

    /**
     * @param time in UTC
     */
    public static void completeRollups(DataSource dataSource, String time) {
        JdbcClient.create(dataSource)
                .sql(
                        """
                        insert into rollup_state (level, complete_until)
                        select name, :time::timestamp at time zone 'UTC' from rollup_levels
                        on conflict (level) do update set complete_until = excluded.complete_until
                        """)
                .param("time", time)
                .update();
    }

    public static Engine engine(DataSource dataSource) {
        return new EngineStore(dataSource).current();
    }

    /**
     * Seals every day that may be; a day that is written to between two looks waits for another.
     */
    public static void seal(DataSource dataSource) throws SQLException, InterruptedException {
        Sealing sealing = new StoreFixture(dataSource, EAGER, Clock.systemUTC()).sealing;
        for (int look = 0; look < 3; look++) {
            sealing.look();
        }
    }

    public static SampleStore on(DataSource dataSource) {
        return eager(dataSource).samples;
    }

    /** A server that seals everything that may be, at once and in small pieces. */
    public static StoreFixture eager(DataSource dataSource) {
        return new StoreFixture(dataSource, EAGER, Clock.systemUTC());
    }

    public SampleStore samples() {
        return samples;
    }

    /** One look; a day is sealed at the second that finds it unchanged. */
    public void seal() throws SQLException, InterruptedException {
        sealing.look();
    }
}
