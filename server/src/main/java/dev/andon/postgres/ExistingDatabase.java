package dev.andon.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/** A customer's database for a command that works on it itself, whether or not a server runs. */
public final class ExistingDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    /** Of a reading role that is made here; a server brings its own. */
    private static final Duration FIRST_STATEMENT_TIMEOUT = Duration.ofSeconds(30);

    private final DatabaseUrl url;
    private final ReaderRole reader;
    private final HikariDataSource pool;

    private ExistingDatabase(DatabaseUrl url, ReaderRole reader, String work) {
        this.url = url;
        this.reader = reader;
        this.pool =
                PostgresBeans.pool(work, url.with("currentSchema", "andon,public"), CONNECTIONS);
    }

    /**
     * Connects and changes nothing.
     *
     * @param work what it is for, as others see it among the sessions
     * @param readerPassword as the setting of that name; null: derived, as a server does it
     * @throws StartRefused when nobody answers there
     */
    public static ExistingDatabase open(
            String work, String address, String readerRole, @Nullable String readerPassword) {
        DatabaseUrl url = DatabaseUrl.parse(address);
        String password =
                readerPassword == null || readerPassword.isBlank()
                        ? Passwords.derived(url.password(), readerRole)
                        : readerPassword;
        ReaderRole reader = new ReaderRole(readerRole, password, FIRST_STATEMENT_TIMEOUT);
        try (Connection connection = Connections.open(url)) {
            ServerFacts.read(connection);
        } catch (SQLException failure) {
            throw ExistingServer.unusable(url, failure);
        }
        return new ExistingDatabase(url, reader, work);
    }

    /** For the owner, who finds the tables of schema andon by their names. */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * Makes sure of the reading role.
     *
     * @throws StartRefused with the statements for what is missing
     */
    public void prepare() {
        ExistingServer.prepareForAdoption(url, reader);
    }

    /** Whether its tables are there, and are those of this version of Andon. */
    public boolean isOfThisVersion() {
        try {
            var migrations = PostgresBeans.migrations(pool, reader.name()).load();
            return migrations.info().pending().length == 0
                    && migrations.validateWithResult().validationSuccessful;
        } catch (FlywayException failure) {
            throw PostgresBeans.refusal(failure);
        }
    }

    /** Whether TimescaleDB can be had in it. Changes nothing. */
    public TimescaleOffer timescale() throws SQLException {
        try (Connection own = Connections.open(url)) {
            return TimescaleOffer.ask(own);
        }
    }

    /**
     * Writes down that the tables of an engine need no migration, since they are there. That tells
     * only once the engine is the database's.
     */
    public void markLaidOut(boolean community) {
        StorageEngine.markLaidOut(pool, community);
    }

    /** What is done in the transaction of the migrations. */
    public interface Step {
        void on(Connection connection) throws SQLException;
    }

    /**
     * Brings the tables up to date. All of it, and what is done before and after, is one
     * transaction: nobody ever sees a part of it.
     *
     * @throws SQLException why it was all rolled back
     */
    public void migrate(Step before, Step afterwards) throws SQLException {
        Step after =
                connection -> {
                    StorageEngine.keepIfUndecided(connection);
                    afterwards.on(connection);
                };
        MigrationInfo[] pending =
                PostgresBeans.migrations(pool, reader.name()).load().info().pending();
        if (pending.length == 0) {
            runAlone(before, after);
            return;
        }
        Flyway flyway =
                PostgresBeans.migrations(pool, reader.name())
                        .group(true)
                        .callbacks(new Around(before, after, pending))
                        .load();
        try {
            flyway.migrate();
        } catch (FlywayException failure) {
            throw reason(failure);
        }
    }

    /** What a step has thrown, rather than Flyway's words for it. */
    private static SQLException reason(FlywayException failure) {
        @Nullable Throwable cause = failure;
        @Nullable RuntimeException ofStep = null;
        while (cause != null) {
            if (cause instanceof SQLException known) {
                return known;
            }
            if (cause instanceof RuntimeException other && !(cause instanceof FlywayException)) {
                ofStep = other;
            }
            cause = cause.getCause();
        }
        throw ofStep == null ? PostgresBeans.refusal(failure) : ofStep;
    }

    private void runAlone(Step before, Step after) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            before.on(connection);
            after.on(connection);
            connection.commit();
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Flyway calls it on the connection and in the transaction of the migrations. */
    private record Around(Step before, Step after, MigrationInfo first, MigrationInfo last)
            implements Callback {
        Around(Step before, Step after, MigrationInfo[] pending) {
            this(before, after, pending[0], pending[pending.length - 1]);
        }

        @Override
        public boolean supports(Event event, @Nullable Context context) {
            return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            MigrationInfo migration = Objects.requireNonNull(context.getMigrationInfo());
            try {
                if (event == Event.BEFORE_EACH_MIGRATE && same(migration, first)) {
                    before.on(context.getConnection());
                } else if (event == Event.AFTER_EACH_MIGRATE && same(migration, last)) {
                    after.on(context.getConnection());
                }
            } catch (SQLException failure) {
                throw new FlywayException(failure);
            }
        }

        private static boolean same(MigrationInfo left, MigrationInfo right) {
            return left.getVersion().equals(right.getVersion());
        }

        @Override
        public String getCallbackName() {
            return "adoption";
        }
    }
}
