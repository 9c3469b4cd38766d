package dev.andon.history;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A migrated database of some engine.
 *
 * @param ending how a session of it is ended
 * @param opened what is to be closed in the end
 */
record HistoryDatabase(
        DataSource owner, DataSource reader, CuttableConnections.Ending ending, Runnable opened)
        implements AutoCloseable {

    static HistoryDatabase of(HikariDataSource owner, DataSource reader, Runnable opened) {
        JdbcClient operator = JdbcClient.create(owner);
        CuttableConnections.Ending ending =
                connection -> {
                    int session = connection.unwrap(PGConnection.class).getBackendPID();
                    operator.sql("select pg_terminate_backend(?, 10000)")
                            .param(session)
                            .query(Boolean.class)
                            .single();
                    owner.evictConnection(connection);
                };
        return new HistoryDatabase(owner, reader, ending, opened);
    }

    @Override
    public void close() {
        opened.run();
    }
}
