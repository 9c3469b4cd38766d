package dev.andon.ingest;

import dev.andon.catalog.CatalogFixture;
import dev.andon.catalog.SeriesKey;
import dev.andon.store.StoreFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A running pipeline on a database, at a fixed time. */
final class IngestFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-19T08:00:00Z");
    static final Sender SENDER = new Sender(Protocol.JSON, 1, "test");
    static final IngestConfig CONFIG = config(Map.of());
    static final TagMapping TAGS = new TagMapping(CONFIG);

    /** The defaults but for these, whose keys are those below {@code andon.ingest}. */
    static IngestConfig config(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((key, value) -> properties.put("andon.ingest." + key, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("andon.ingest", IngestConfig.class);
    }

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

    /** Points of one series, a microsecond apart; gives back what it took when it is refused. */
    static PointBatch batch(PendingMemory memory, Sender sender, SeriesKey series, int points) {
        PointBatch batch = new PointBatch(new PointRules(CONFIG, NOW), memory.share(sender));
        try {
            int place = batch.place(0, series);
            for (int point = 0; point < points; point++) {
                batch.add(point, place, batch.receivedMicros() - point, point, Double.NaN);
            }
            return batch;
        } catch (IngestRefusedException refusal) {
            batch.close();
            throw refusal;
        }
    }

    Receipt json(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return receive(batch -> JsonPoints.read(new ByteArrayInputStream(bytes), batch));
    }

    Receipt receive(IngestPipeline.Door door) {
        return receive(SENDER, door);
    }

    Receipt receive(Sender sender, IngestPipeline.Door door) {
        try {
            return pipeline.receive(sender, door);
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
