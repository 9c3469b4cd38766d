package dev.andon.store;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which engine keeps the samples of this database; that is settled before anybody has a pool. */
@Component
public final class EngineStore {
    private final Engine current;

    EngineStore(DataSource dataSource) {
        current =
                Engine.of(
                        JdbcClient.create(dataSource)
                                .sql("select name from engine")
                                .query(String.class)
                                .single());
    }

    public Engine current() {
        return current;
    }
}
