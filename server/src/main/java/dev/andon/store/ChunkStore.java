package dev.andon.store;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What TimescaleDB does with the chunks of the samples by itself. */
@Component
class ChunkStore {
    private final JdbcClient database;

    ChunkStore(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    /** One statement, so that there is always a policy. */
    void compressAfter(Duration age) {
        database.sql(
                        """
                        with wanted as (
                            select make_interval(secs => ?) as age
                        ), other as (
                            select remove_compression_policy('andon.samples') as removed
                            from timescaledb_information.jobs j, wanted w
                            where j.hypertable_schema = 'andon' and j.hypertable_name = 'samples'
                              and j.proc_name = 'policy_compression'
                              and (j.config ->> 'compress_after')::interval <> w.age
                        )
                        select add_compression_policy('andon.samples', compress_after => w.age, if_not_exists => true)
                        from wanted w, (select count(removed) from other) o
                        """)
                .param(age.toSeconds())
                .query((row, number) -> row.getInt(1))
                .single();
    }
}
