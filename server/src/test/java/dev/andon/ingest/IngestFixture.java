package dev.andon.ingest;

import dev.andon.catalog.CatalogFixture;
import dev.andon.store.StoreFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** A running pipeline on a database, at a fixed time. */
final class IngestFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-19T08:00:00Z");
    static final IngestConfig CONFIG =
            new IngestConfig(
                    DataSize.ofGigabytes(1),
                    DataSize.ofMegabytes(128),
                    1_000_000,
                    50_000,
                    Duration.ofSeconds(30),
                    2,
                    Duration.ofDays(3650),
                    Duration.ofMinutes(10),
                    DataSize.ofMegabytes(1),
                    16,
                    Duration.ofSeconds(30),
                    List.of("machine_id", "machine", "host"));

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<CommittedSamples> published = new CopyOnWriteArrayList<>();
    final JdbcClient database;
    final IngestPipeline pipeline;

    /** On a database from which all points and series are removed first. */
    static IngestFixture empty(DataSource dataSource) {
        JdbcClient.create(dataSource).sql("truncate samples, series, machines").update();
        return new IngestFixture(dataSource, CONFIG);
    }

    IngestFixture(DataSource dataSource, IngestConfig config) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        database = JdbcClient.create(dataSource);
        pipeline =
                new IngestPipeline(
                        new CatalogFixture(dataSource, clock).directory,
                        StoreFixture.on(dataSource),
                        List.of(published::add),
                        config,
                        meters,
                        clock);
        pipeline.start();
    }

    Receipt json(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return receive(batch -> JsonPoints.read(new ByteArrayInputStream(bytes), batch));
    }

    Receipt receive(IngestPipeline.Door door) {
        try {
            return pipeline.receive(door);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** What {@code machine_metrics} holds, a line a row. */
    List<String> rows() {
        return database.sql(
                        """
                        select concat_ws(' ', machine_id, metric_type, zone_number::text, value,
                                         to_char("timestamp" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
                                         '->' || target_value)
                        from public.machine_metrics order by "timestamp", machine_id, metric_type, zone_number
                        """)
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Override
    public void close() {
        pipeline.stop();
    }
}
