package dev.andon.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Migrations as the product applies them, on a server that has no reading role yet. */
public final class EngineFixture {
    private EngineFixture() {}

    /** TimescaleDB keeps the samples. */
    public static void migrate(DataSource owner) {
        createReader(owner);
        PostgresBeans.migrate(owner, EngineChoice.TIMESCALE, "andon_reader");
    }

    static void createReader(DataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            if (!ReaderRole.exists(connection, "andon_reader")) {
                statement.execute("create role andon_reader login password 'test'");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
