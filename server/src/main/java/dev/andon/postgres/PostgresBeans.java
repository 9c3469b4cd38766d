package dev.andon.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * From the folder to the pools, in order; closed in the opposite one. Whoever has a pool has a
 * migrated database.
 */
@Configuration(proxyBeanMethods = false)
class PostgresBeans {
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;
    private static final Pattern FLYWAYS_ADVICE = Pattern.compile("Either |If you |Need more ");

    @Bean(destroyMethod = "close")
    DataFolder dataFolder(PostgresConfig config) {
        return DataFolder.take(config.data());
    }

    @Bean(destroyMethod = "close")
    Database database(PostgresConfig config, DataFolder folder) {
        return Database.open(config, folder.path());
    }

    @Bean(destroyMethod = "close")
    WatchedPool dataSource(PostgresConfig config, StorageConfig storage, Database database) {
        DatabaseUrl owner = database.owner().with("currentSchema", "andon,public");
        // A migration may take longer than a statement that is part of work may.
        try (HikariDataSource patient = pool("migration", owner, 2)) {
            migrate(patient, storage.engine(), database.readerRole());
        }
        String silence = Long.toString(config.maxSilence().toSeconds());
        return new WatchedPool(
                pool("owner", owner.with("socketTimeout", silence), config.connections()),
                database::isDiskFull);
    }

    /** For questions. One answer may not fill the memory before its rows can even be counted. */
    @Bean(name = "reader", destroyMethod = "close", defaultCandidate = false)
    HikariDataSource reader(PostgresConfig config, Database database) {
        return pool(
                "reader",
                database.reader().with("maxResultBuffer", "64M"),
                config.readerConnections());
    }

    static HikariDataSource pool(String name, DatabaseUrl url, int most) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(
                url.with("ApplicationName", "andon-" + name)
                        .with("connectTimeout", "5")
                        .with("tcpKeepAlive", "true")
                        .jdbc());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(1);
        // A caller that cannot be served in this time is told so, and comes again.
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    static void migrate(DataSource owner, EngineChoice wanted, String readerRole) {
        StorageEngine engine = StorageEngine.choose(owner, wanted);
        try {
            migrations(owner, readerRole).load().migrate();
            engine.layOut(Map.of("reader", readerRole));
        } catch (FlywayException failure) {
            throw refusal(failure);
        }
    }

    static FluentConfiguration migrations(DataSource owner, String readerRole) {
        return Flyway.configure()
                .dataSource(owner)
                .defaultSchema("andon")
                .createSchemas(true)
                .placeholders(Map.of("reader", readerRole))
                // Otherwise it would overlook that a newer Andon has changed the tables.
                .ignoreMigrationPatterns(new String[0]);
    }

    static StartRefused refusal(FlywayException failure) {
        return new StartRefused(
                "The tables in the database do not fit this version of Andon and could not be brought to it; what is stored is untouched. If a newer Andon has run here, start that one again.\n"
                        + withoutAdvice(failure),
                failure);
    }

    /** Flyway goes on with what its own users might do, and with an address to learn more. */
    private static String withoutAdvice(FlywayException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .takeWhile(line -> !FLYWAYS_ADVICE.matcher(line).lookingAt())
                .collect(Collectors.joining("\n"));
    }
}
