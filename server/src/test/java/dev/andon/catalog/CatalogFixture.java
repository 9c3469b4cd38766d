package dev.andon.catalog;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The catalog on a database, wired as Spring does it. */
public final class CatalogFixture {
    public final Machines machines;
    public final SeriesDirectory directory;

    public static final CatalogConfig CONFIG =
            new CatalogConfig(CatalogConfig.UnknownMachines.ADD, 200_000, 500_000);

    public CatalogFixture(DataSource dataSource, Clock clock) {
        this(dataSource, CONFIG, clock);
    }

    public CatalogFixture(DataSource dataSource, CatalogConfig config, Clock clock) {
        JdbcClient database = JdbcClient.create(dataSource);
        machines = new Machines(new MachineStore(database), clock);
        directory =
                new SeriesDirectory(
                        new SeriesStore(database, new JdbcTransactionManager(dataSource)),
                        machines,
                        config,
                        clock);
    }
}
