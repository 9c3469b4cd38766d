package dev.andon.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What an existing server and its database allow, and what Andon finds short.
 *
 * @param strangers what has the name of one of Andon's views and is something else
 */
record ServerFacts(
        int versionNumber,
        String version,
        String encoding,
        boolean standby,
        boolean mayHaveSchema,
        boolean mayCreateInPublic,
        boolean mayCreateRoles,
        List<String> strangers) {
    static final int LEAST_VERSION = 150_000;

    static ServerFacts read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select current_setting('server_version_num')::int,
                                       current_setting('server_version'),
                                       current_setting('server_encoding'),
                                       pg_is_in_recovery(),
                                       case when to_regnamespace('andon') is null
                                            then has_database_privilege(current_database(), 'create')
                                            else has_schema_privilege('andon', 'create') end,
                                       to_regnamespace('public') is not null
                                           and has_schema_privilege('public', 'create'),
                                       rolsuper or rolcreaterole,
                                       array(select relname::text from pg_class
                                             where relnamespace = to_regnamespace('public')
                                               and relname in ('machines', 'machine_metrics', 'machine_metrics_5m',
                                                               'machine_metrics_hourly', 'machine_metrics_daily')
                                               and relkind <> 'i'
                                               and (relkind <> 'v' or to_regclass('andon.series') is null)
                                             order by relname)
                                from pg_roles where rolname = current_user
                                """)) {
            row.next();
            return new ServerFacts(
                    row.getInt(1),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getBoolean(7),
                    List.of((String[]) row.getArray(8).getArray()));
        }
    }

    /** Sentences with the statement that mends each; empty: all is well. */
    List<String> shortages(DatabaseUrl url) {
        List<String> shortages = new ArrayList<>();
        String database = ReaderRole.identifier(url.database());
        String user = ReaderRole.identifier(url.user());
        if (versionNumber < LEAST_VERSION) {
            shortages.add(
                    "The server is PostgreSQL %s; Andon needs 15 or newer.".formatted(version));
        }
        if (!encoding.equals("UTF8")) {
            shortages.add(
                    "The database is encoded in %s; Andon needs UTF8: create database %s encoding 'UTF8' template template0;"
                            .formatted(encoding, database));
        }
        if (standby) {
            shortages.add("The server is a standby that cannot be written; name the primary.");
        }
        if (!mayHaveSchema) {
            shortages.add(
                    "%s may not create schema andon: grant create on database %s to %s;"
                            .formatted(url.user(), database, user));
        }
        if (!mayCreateInPublic) {
            shortages.add(
                    "%s may not create views in schema public: grant usage, create on schema public to %s;"
                            .formatted(url.user(), user));
        }
        return shortages;
    }
}
