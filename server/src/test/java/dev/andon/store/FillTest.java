package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Points that are older than what is there. */
class FillTest {
    private static final long NOON = 1_772_366_400_000_000L;

    @Test
    void aPointThatIsThereStaysAsItIs() {
        try (TestDatabase database = TestDatabase.migrated()) {
            JdbcClient owner = JdbcClient.create(database.owner());
            int series = series(owner);
            SampleStore store = SampleStore.on(database.owner());
            store.append(points(series, 2, 20));

            store.fill(older(series));
            store.fill(older(series));

            assertThat(values(owner, "samples")).isEqualTo("1 20 3");
        }
    }

    @Test
    void aPointOfABlockStaysInItAsItIs() {
        try (TestDatabase database = TestDatabase.migrated()) {
            JdbcClient owner = JdbcClient.create(database.owner());
            int series = series(owner);
            StoreFixture.completeRollups(database.owner(), "2026-06-01");
            StoreFixture.on(database.owner()).load(points(series, 2, 20));
            SampleStore store = SampleStore.on(database.owner());

            store.fill(older(series));
            store.fill(older(series));

            assertThat(values(owner, "block_points")).isEqualTo("20");
            assertThat(values(owner, "samples")).isEqualTo("1 3");
        }
    }

    private static int series(JdbcClient owner) {
        owner.sql("insert into machines (id, name) values ('M-1', 'M-1')").update();
        return owner.sql(
                        "insert into series (machine_id, metric_type) values ('M-1', 'temp') returning id")
                .query(Integer.class)
                .single();
    }

    private static String values(JdbcClient owner, String table) {
        return owner.sql("select string_agg(value::text, ' ' order by \"timestamp\") from " + table)
                .query(String.class)
                .single();
    }

    private static Samples older(int series) {
        Samples older = new Samples(3);
        for (int second = 1; second <= 3; second++) {
            older.add(series, NOON + second * 1_000_000L, second, Double.NaN);
        }
        return older;
    }

    private static Samples points(int series, int second, double value) {
        Samples samples = new Samples(1);
        samples.add(series, NOON + second * 1_000_000L, value, Double.NaN);
        return samples;
    }
}
