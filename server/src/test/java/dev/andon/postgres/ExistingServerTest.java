package dev.andon.postgres;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a PostgreSQL 15, the oldest that Andon takes, as Debian installs it. */
class ExistingServerTest {
    private static int count;

    private static @Nullable DebianPostgres server;

    /** Names of their own for each test: roles belong to the whole server. */
    private String database = "";

    private String owner = "";
    private ReaderRole reader = new ReaderRole("", "", Duration.ZERO);

    @BeforeAll
    static void start() {
        server = DebianPostgres.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void freshDatabase() throws SQLException {
        count++;
        database = "plant_" + count;
        owner = "line_" + count;
        reader = new ReaderRole("reader_" + count, "reading", Duration.ofSeconds(20));
        administrator("create database " + database);
        administrator("create role " + owner + " login password 'secret'");
    }

    @Test
    void isMadeReadyAndTakenAgain() throws SQLException {
        administrator("alter role " + owner + " createrole");
        administrator("alter database " + database + " owner to " + owner);
        inDatabase("grant create on schema public to " + owner);
        ExistingServer.prepare(url(), reader);
        ExistingServer.prepare(url(), reader);
        DatabaseUrl login = url().as(reader.name(), "reading");
        assertThat(EmbeddedPostgresTest.ask(login, "show default_transaction_read_only"))
                .isEqualTo("on");
        assertThat(EmbeddedPostgresTest.ask(login, "show statement_timeout")).isEqualTo("20s");
    }

    @Test
    void saysAllThatIsMissingAndChangesNothing() {
        assertThatThrownBy(() -> ExistingServer.prepare(url(), reader))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("nothing was changed in it")
                .hasMessageContaining("grant create on database \"%s\" to \"%s\";", database, owner)
                .hasMessageContaining("grant usage, create on schema public to \"%s\";", owner);
    }

    @Test
    void takesAReadingRoleThatAnAdministratorMade() throws SQLException {
        administrator("grant create on database " + database + " to " + owner);
        inDatabase("grant create on schema public to " + owner);
        assertThatThrownBy(() -> ExistingServer.prepare(url(), reader))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(owner + " may not create the reading role")
                .hasMessageContaining(
                        "alter role \"%s\" set search_path = 'public';", reader.name());
        administrator("create role " + reader.name() + " login password 'reading'");
        for (Map.Entry<String, String> setting : reader.settings().entrySet()) {
            administrator(
                    "alter role %s set %s = '%s'"
                            .formatted(reader.name(), setting.getKey(), setting.getValue()));
        }
        ExistingServer.prepare(url(), reader);
    }

    @Test
    void neverChangesThePasswordOfAnExistingRole() throws SQLException {
        administrator("grant create on database " + database + " to " + owner);
        inDatabase("grant create on schema public to " + owner);
        administrator("alter role " + owner + " createrole");
        administrator("create role " + reader.name() + " login password 'known to Grafana'");
        assertThatThrownBy(() -> ExistingServer.prepare(url(), reader))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("exists but cannot log in")
                .hasMessageContaining("andon.postgres.reader-password");
        assertThat(
                        EmbeddedPostgresTest.ask(
                                url().as(reader.name(), "known to Grafana"), "select 1"))
                .isEqualTo("1");
    }

    @Test
    void refusesAnotherEncoding() throws SQLException {
        administrator(
                "create database latin_%d encoding 'LATIN1' template template0".formatted(count));
        DatabaseUrl latin = address("latin_" + count, owner, "secret");
        assertThatThrownBy(() -> ExistingServer.prepare(latin, reader))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("encoded in LATIN1");
    }

    @Test
    void explainsAWrongPassword() {
        assertThatThrownBy(() -> ExistingServer.prepare(url().as(owner, "wrong"), reader))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("cannot be used as " + owner)
                .hasMessageContaining("ANDON_DB_URL");
    }

    private DatabaseUrl url() {
        return address(database, owner, "secret");
    }

    private static DatabaseUrl address(String database, String user, String password) {
        return new DatabaseUrl(
                "127.0.0.1:" + requireNonNull(server).port(), database, user, password, Map.of());
    }

    private static void administrator(String sql) throws SQLException {
        execute(address("postgres", "postgres", DebianPostgres.SUPERUSER_PASSWORD), sql);
    }

    private void inDatabase(String sql) throws SQLException {
        execute(address(database, "postgres", DebianPostgres.SUPERUSER_PASSWORD), sql);
    }

    private static void execute(DatabaseUrl url, String sql) throws SQLException {
        try (Connection connection = Connections.open(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
