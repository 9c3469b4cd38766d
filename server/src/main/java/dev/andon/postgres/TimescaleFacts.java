package dev.andon.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of TimescaleDB.
 *
 * @param engine the one that keeps its samples, null where nobody has decided
 * @param undecided whether it is still free to choose: it is new, or was left before its engine's
 *     tables were made
 * @param installed version in this database
 * @param available version that its server offers
 */
record TimescaleFacts(
        @Nullable String engine,
        boolean undecided,
        @Nullable String installed,
        @Nullable String available) {
    /** The first one that corrects points in compressed chunks by their key without loss. */
    private static final int[] LEAST_VERSION = {2, 20};

    static TimescaleFacts read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean hasEngines;
            boolean isNew;
            String installed;
            String available;
            try (ResultSet row =
                    statement.executeQuery(
                            """
                            select to_regclass('andon.engine') is not null,
                                   to_regclass('andon.flyway_schema_history') is null,
                                   (select extversion from pg_extension where extname = 'timescaledb'),
                                   (select default_version from pg_available_extensions where name = 'timescaledb')
                            """)) {
                row.next();
                hasEngines = row.getBoolean(1);
                isNew = row.getBoolean(2);
                installed = row.getString(3);
                available = row.getString(4);
            }
            String engine = hasEngines ? engine(statement) : null;
            return new TimescaleFacts(
                    engine, isNew || (hasEngines && engine == null), installed, available);
        }
    }

    private static @Nullable String engine(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select name from andon.engine")) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** Why this TimescaleDB does not do, as a sentence. */
    Optional<String> shortcoming() {
        String version = installed == null ? available : installed;
        if (version == null) {
            return Optional.of("The database server does not offer the extension timescaledb.");
        }
        if (isOld(version)) {
            return Optional.of(
                    "The database has TimescaleDB %s; Andon needs %d.%d or newer (alter extension timescaledb update;)."
                            .formatted(version, LEAST_VERSION[0], LEAST_VERSION[1]));
        }
        return Optional.empty();
    }

    private static boolean isOld(String version) {
        int[] parts =
                Arrays.stream(version.split("\\D+"))
                        .filter(part -> !part.isEmpty())
                        .mapToInt(Integer::parseInt)
                        .toArray();
        return Arrays.compare(parts, LEAST_VERSION) < 0;
    }

    /** Whether this is the community edition, with compression and continuous aggregates. */
    static boolean isCommunityEdition(Connection connection) throws SQLException {
        return Connections.isTrue(
                connection, "select current_setting('timescaledb.license', true) = 'timescale'");
    }
}
