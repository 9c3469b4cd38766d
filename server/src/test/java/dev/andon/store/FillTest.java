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
            owner.sql("insert into machines (id, name) values ('M-1', 'M-1')").update();
            int series =
                    owner.sql(
                                    "insert into series (machine_id, metric_type) values ('M-1', 'temp') returning id")
                            .query(Integer.class)
                            .single();
            SampleStore store = SampleStore.on(database.owner());
            store.append(points(series, 2, 20));

            Samples older = new Samples(3);
            for (int second = 1; second <= 3; second++) {
                older.add(series, NOON + second * 1_000_000L, second, Double.NaN);
            }
            store.fill(older);
            store.fill(older);

            assertThat(
                            owner.sql(
                                            "select string_agg(value::text, ' ' order by \"timestamp\") from samples")
                                    .query(String.class)
                                    .single())
                    .isEqualTo("1 20 3");
        }
    }

    private static Samples points(int series, int second, double value) {
        Samples samples = new Samples(1);
        samples.add(series, NOON + second * 1_000_000L, value, Double.NaN);
        return samples;
    }
}
