package dev.andon.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who keeps the samples of a database. Decided while it is new; afterwards that is a fact of the
 * database, which a setting can only contradict.
 */
final class StorageEngine {
    private static final Logger log = LoggerFactory.getLogger(StorageEngine.class);
    private static final String PLAIN = "postgresql";
    private static final String COMMUNITY = "timescale";
    private static final String APACHE = "timescale-apache";

    private final DataSource owner;
    private final String name;

    private StorageEngine(DataSource owner, String name) {
        this.owner = owner;
        this.name = name;
    }

    /** Before the tables are made, since TimescaleDB brings its own {@code time_bucket}. */
    static StorageEngine choose(DataSource owner, EngineChoice wanted) {
        try (Connection connection = owner.getConnection()) {
            TimescaleFacts facts = TimescaleFacts.read(connection);
            String name =
                    facts.undecided()
                            ? ofNew(connection, facts, wanted)
                            : ofExisting(connection, facts, wanted);
            return new StorageEngine(owner, name);
        } catch (SQLException failure) {
            throw new StartRefused(
                    "The database could not be asked for its engine: " + failure.getMessage(),
                    failure);
        }
    }

    /** A table that is taken over goes into tables of Andon, whatever its server offers. */
    static void keepIfUndecided(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into andon.engine (name) values ('postgresql') on conflict do nothing");
        }
    }

    /** After the tables are made: gives the samples to the engine that was chosen. */
    void layOut(Map<String, String> placeholders) {
        if (name.equals(PLAIN)) {
            record();
            return;
        }
        migrations(owner, name.equals(COMMUNITY))
                .placeholders(placeholders)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // All or nothing: what stands in the table engine is then what is there.
                .group(true)
                .load()
                .migrate();
    }

    private static FluentConfiguration migrations(DataSource owner, boolean community) {
        List<String> locations = new ArrayList<>(List.of("classpath:db/timescale/hypertable"));
        if (community) {
            locations.add("classpath:db/timescale/community");
        }
        return Flyway.configure()
                .dataSource(owner)
                .locations(locations.toArray(String[]::new))
                .defaultSchema("andon")
                .table("timescale_schema_history");
    }

    /** For samples that came to an engine in another way than by its migrations. */
    static void markLaidOut(DataSource owner, boolean community) {
        FluentConfiguration migrations = migrations(owner, community);
        MigrationInfo[] known = migrations.load().info().all();
        boolean marked = Arrays.stream(known).anyMatch(each -> each.getState().isApplied());
        if (!marked) {
            migrations.baselineVersion(known[known.length - 1].getVersion()).load().baseline();
        }
    }

    private void record() {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into andon.engine (name) values ('%s') on conflict do nothing"
                            .formatted(PLAIN));
        } catch (SQLException failure) {
            throw new StartRefused(
                    "The engine of the database could not be recorded: " + failure.getMessage(),
                    failure);
        }
    }

    private static String ofExisting(
            Connection connection, TimescaleFacts facts, EngineChoice wanted) throws SQLException {
        String name = facts.engine() == null ? PLAIN : facts.engine();
        boolean plain = name.equals(PLAIN);
        if (wanted == (plain ? EngineChoice.TIMESCALE : EngineChoice.POSTGRESQL)) {
            throw new StartRefused(
                    "The samples of this database are kept by %s, and andon.storage.engine (--engine) asks for %s. The setting is for a new database; nothing was changed. Leave it out; `andon engine plan` says what it takes to switch."
                            .formatted(words(plain), words(!plain)));
        }
        if (!plain && facts.installed() == null) {
            throw new StartRefused(
                    "The samples of this database are kept by TimescaleDB, but the extension timescaledb is not in it. Nothing was changed. Install it on the server and restore the database as TimescaleDB's manual says (timescaledb_pre_restore, pg_restore, timescaledb_post_restore).");
        }
        if (name.equals(COMMUNITY) && !TimescaleFacts.isCommunityEdition(connection)) {
            throw new StartRefused(
                    "The samples of this database are compressed and summed up by TimescaleDB's community edition, but the server runs the Apache-licensed one, which cannot read them. Nothing was changed. Set timescaledb.license = 'timescale' on the server, or install that edition.");
        }
        return name;
    }

    private static String ofNew(Connection connection, TimescaleFacts facts, EngineChoice wanted)
            throws SQLException {
        if (wanted == EngineChoice.POSTGRESQL
                || (wanted == EngineChoice.AUTO
                        && facts.installed() == null
                        && facts.available() == null)) {
            return PLAIN;
        }
        Optional<String> obstacle = facts.shortcoming().or(() -> install(connection, facts));
        if (obstacle.isPresent()) {
            if (wanted == EngineChoice.TIMESCALE) {
                throw new StartRefused(
                        "TimescaleDB cannot keep the samples of this database. %s Nothing was changed. Install TimescaleDB on an existing server and name it with --db (its manual: package, shared_preload_libraries = 'timescaledb', restart), or leave out andon.storage.engine (--engine): plain PostgreSQL gives the same answers."
                                .formatted(obstacle.get()));
            }
            log.warn(
                    "Plain PostgreSQL keeps the samples, because TimescaleDB cannot: {}",
                    obstacle.get());
            return PLAIN;
        }
        if (TimescaleFacts.isCommunityEdition(connection)) {
            log.info("TimescaleDB keeps the samples");
            return COMMUNITY;
        }
        log.warn(
                "TimescaleDB keeps the samples, but this is its Apache-licensed edition: it cannot compress, so a point takes 60 to 90 bytes for ever, and Andon itself makes the rollups. Plain PostgreSQL (--engine postgresql on a new database) would seal old days into a small part of that.");
        return APACHE;
    }

    /** Empty when the extension is there; else why not. */
    private static Optional<String> install(Connection connection, TimescaleFacts facts) {
        if (facts.installed() != null) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create extension timescaledb schema public");
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(
                    "The extension could not be created: %s.".formatted(refused.getMessage()));
        }
    }

    private static String words(boolean plain) {
        return plain ? "plain PostgreSQL" : "TimescaleDB";
    }
}
