package dev.andon.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether TimescaleDB can be had in a database that plain PostgreSQL keeps.
 *
 * @param obstacle why not, as a sentence; null: it can
 * @param version of the extension
 * @param community whether it is the edition that compresses and sums up
 * @param installed whether the extension is in the database already
 */
public record TimescaleOffer(
        @Nullable String obstacle, @Nullable String version, boolean community, boolean installed) {
    /**
     * What Andon makes itself where the extension is absent, and what the extension must find free.
     */
    private static final String STAND_INS =
            """
            select string_agg(p.oid::regprocedure::text, ', ')
            from pg_proc p
            where p.pronamespace = 'public'::regnamespace and p.proname in ('time_bucket', 'first', 'last')
              and not exists (select from pg_depend d
                              where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
            """;

    /**
     * Tries it and takes it back: only so the rights, what the server has loaded and the edition
     * are known.
     *
     * @param own not used for anything else, since it has loaded an extension that is not there
     */
    static TimescaleOffer ask(Connection own) throws SQLException {
        TimescaleFacts facts = TimescaleFacts.read(own);
        boolean installed = facts.installed() != null;
        String version = installed ? facts.installed() : facts.available();
        Optional<String> shortcoming = facts.shortcoming();
        if (shortcoming.isPresent()) {
            return new TimescaleOffer(shortcoming.get(), version, false, installed);
        }
        own.setAutoCommit(false);
        try {
            install(own);
            return new TimescaleOffer(
                    null, version, TimescaleFacts.isCommunityEdition(own), installed);
        } catch (SQLException refused) {
            return new TimescaleOffer(reason(refused), version, false, installed);
        }
    }

    /** In the caller's transaction: the extension, in place of Andon's own functions. */
    public static void install(Connection connection) throws SQLException {
        if (TimescaleFacts.read(connection).installed() != null) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            String standIns = Connections.text(connection, STAND_INS);
            if (standIns != null) {
                statement.execute("drop routine " + standIns);
            }
            statement.execute("create extension timescaledb schema public");
        }
    }

    private static String reason(SQLException refused) {
        return "The extension could not be created: %s. It is created by the owner, who needs the right to create in the database, and the server must load it (shared_preload_libraries = 'timescaledb', restart). Views of your own that use time_bucket, first or last must be dropped first and can be made again afterwards."
                .formatted(String.valueOf(refused.getMessage()).replaceAll("\\s+", " "));
    }
}
