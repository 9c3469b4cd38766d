package dev.andon.adopt;

import dev.andon.adopt.Dependent.Kind;
import dev.andon.adopt.DependentQueries.Occupant;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The one transaction in which the table makes room for Andon's view of the same name. The
 * application waits for it as for any lock, and finds the view.
 */
final class SwitchStore {
    /**
     * Whoever waits for a lock makes all others wait behind; the application is not to wait longer
     * than this and the moment that the work takes.
     */
    static final String LOCK_TIMEOUT = "set local lock_timeout = '1s'";

    private final Source source;
    private final SourceName name;
    private final List<Occupant> occupants = new ArrayList<>();
    private final List<Dependent> dependents = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private boolean firstHere;

    SwitchStore(Source source) {
        this.source = source;
        this.name = source.table();
    }

    /** What could not be done, as sentences for the person at the terminal. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** Before the migrations: the names become free. */
    void moveAside(Connection connection) {
        JdbcClient database = on(connection);
        execute(database, LOCK_TIMEOUT);
        DependentQueries queries = new DependentQueries(database);
        firstHere =
                database.sql("select to_regclass('andon.series') is null")
                        .query(Boolean.class)
                        .single();
        occupants.addAll(queries.occupants(name));
        for (Occupant occupant : occupants) {
            if (occupant.kind().equals("table")) {
                execute(database, "lock table " + occupant.quoted() + " in access exclusive mode");
                dependents.addAll(queries.of(occupant.name(), occupants));
            }
        }
        execute(database, "create schema if not exists andon_before");
        new GrantStore(database)
                .letIn(occupants.stream().map(Occupant::quoted).toArray(String[]::new));
        for (Occupant occupant : occupants) {
            execute(
                    database,
                    "alter %s %s set schema andon_before"
                            .formatted(occupant.kind(), occupant.quoted()));
        }
    }

    /** After the migrations: the view takes the name, and all is written down. */
    void takeOver(Connection connection) {
        JdbcClient database = on(connection);
        writeDown(database);
        writeChanges(database);
        workTables(database);
        OldNameQueries view = new OldNameQueries(source, name);
        execute(database, view.unmovedView());
        execute(database, view.viewOfBoth());
        execute(database, view.function(false));
        execute(database, view.trigger());
        new GrantStore(database).grantAsBefore(name, view);
        MachineStore machines = new MachineStore(database);
        boolean hasMachines = occupants.stream().anyMatch(SwitchStore::isMachines);
        if (hasMachines) {
            machines.takeOver(source.timeZone());
            new GrantStore(database).grantAsBefore(MachineStore.TABLE);
        }
        for (Dependent dependent : dependents) {
            turnTowardsView(database, dependent);
        }
    }

    private static boolean isMachines(Occupant occupant) {
        return occupant.name().equals(MachineStore.TABLE) && occupant.kind().equals("table");
    }

    private void writeDown(JdbcClient database) {
        ColumnMapping mapping = source.mapping();
        database.sql(
                        """
                        insert into andon.adoption (source_schema, source_name, machine_id, metric_type, value, "timestamp",
                                                    zone_number, target_value, time_zone, first_here, started)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now())
                        """)
                .param(name.schema())
                .param(name.name())
                .param(mapping.machineId())
                .param(mapping.metricType())
                .param(mapping.value())
                .param(mapping.timestamp())
                .param(mapping.zoneNumber())
                .param(mapping.targetValue())
                .param(source.timeZone())
                .param(firstHere)
                .update();
    }

    /** Undone in the opposite order: the tables first, then what hangs on them. */
    private void writeChanges(JdbcClient database) {
        for (Dependent dependent : dependents) {
            if (dependent.kind() == Kind.VIEW) {
                writeDown(
                        database,
                        dependent.name(),
                        viewText(dependent, dependent.definition()),
                        "");
            } else if (dependent.kind() == Kind.FOREIGN_KEY) {
                writeDown(
                        database, dependent.name(), dependent.definition(), dependent.afterwards());
            }
        }
        for (Occupant occupant : occupants) {
            writeDown(
                    database,
                    occupant.name().toString(),
                    "alter %s andon_before.%s set schema %s"
                            .formatted(
                                    occupant.kind(),
                                    occupant.local(),
                                    SourceName.quote(occupant.name().schema())),
                    "");
        }
    }

    private static void writeDown(
            JdbcClient database, String subject, String undo, String afterwards) {
        database.sql(
                        "insert into andon.adoption_changes (subject, undo, afterwards) values (?, ?, nullif(?, ''))")
                .param(subject)
                .param(undo)
                .param(afterwards)
                .update();
    }

    private static void workTables(JdbcClient database) {
        execute(
                database,
                """
                create table andon_before.rejected_rows (
                    day    date,
                    reason text  not null,
                    row    jsonb not null
                )
                """);
        // Nothing is in them that cannot be made again from the table.
        execute(
                database,
                """
                create unlogged table andon_before.source_series (
                    machine_id  text not null,
                    metric_type text not null,
                    zone_number bigint,
                    series_id   integer,
                    defect      text
                )
                """);
        execute(
                database,
                """
                create unlogged table andon_before.staged_rows (
                    series_id    integer,
                    at           timestamptz,
                    value        double precision,
                    target_value double precision,
                    part         oid not null,
                    place        tid not null,
                    reason       text
                )
                """);
    }

    /** What fails stays as it was, and is said. */
    private void turnTowardsView(JdbcClient database, Dependent dependent) {
        String failure = "";
        for (String statement : statements(dependent)) {
            execute(database, "savepoint before_dependent");
            try {
                execute(database, statement);
                return;
            } catch (DataAccessException refused) {
                execute(database, "rollback to savepoint before_dependent");
                failure = String.valueOf(refused.getMostSpecificCause().getMessage());
            }
        }
        if (!failure.isEmpty()) {
            remarks.add(
                    "%s goes on with the old table, which gets no new rows: %s"
                            .formatted(dependent.name(), failure));
        }
    }

    /** To be tried one after the other: a view may not change the types of its columns. */
    private static List<String> statements(Dependent dependent) {
        return switch (dependent.kind()) {
            case VIEW ->
                    List.of(
                            viewText(dependent, dependent.definition()),
                            viewText(
                                    dependent,
                                    "select %s from (%s) q"
                                            .formatted(
                                                    dependent.columns(),
                                                    dependent
                                                            .definition()
                                                            .replaceFirst(";$", ""))));
            case FOREIGN_KEY ->
                    dependent.table().equals(MachineStore.TABLE)
                            ? List.of(
                                    dependent
                                            .definition()
                                            .replace(
                                                    "REFERENCES public.machines(",
                                                    "REFERENCES andon.machines("))
                            : List.of();
            case MATERIALIZED_VIEW, TRIGGER, PUBLICATION, ROW_SECURITY -> List.of();
        };
    }

    private static String viewText(Dependent view, String definition) {
        String options =
                view.options().isEmpty() ? "" : " with (" + String.join(", ", view.options()) + ")";
        return "create or replace view %s%s as %s".formatted(view.name(), options, definition);
    }

    static void execute(JdbcClient database, String statement) {
        database.sql(statement).update();
    }

    static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
