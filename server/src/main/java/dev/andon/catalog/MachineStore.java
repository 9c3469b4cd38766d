package dev.andon.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Machines in the database. */
@Component
class MachineStore {
    private static final String COLUMNS =
            "id, name, site, area, line, status, oee, availability, performance, quality,"
                    + " ideal_cycle_seconds, last_updated";

    /** A change that changes nothing leaves {@code last_updated} alone, too. */
    private static final String PUT =
            """
            insert into machines as old (id, name, site, area, line, status, ideal_cycle_seconds, last_updated)
            values (:id, coalesce(:name, :id), :site, :area, :line, :status, :idealCycleSeconds, :now)
            on conflict (id) do update set
                name = coalesce(:name, old.name),
                site = coalesce(:site, old.site),
                area = coalesce(:area, old.area),
                line = coalesce(:line, old.line),
                status = coalesce(:status, old.status),
                ideal_cycle_seconds = coalesce(:idealCycleSeconds, old.ideal_cycle_seconds),
                last_updated = :now
            where (coalesce(:name, old.name), coalesce(:site, old.site), coalesce(:area, old.area),
                   coalesce(:line, old.line), coalesce(:status, old.status),
                   coalesce(:idealCycleSeconds, old.ideal_cycle_seconds))
                is distinct from (old.name, old.site, old.area, old.line, old.status, old.ideal_cycle_seconds)
            """;

    private final JdbcClient database;

    MachineStore(JdbcClient database) {
        this.database = database;
    }

    List<Machine> all() {
        return database.sql("select " + COLUMNS + " from machines order by name, id")
                .query(MachineStore::machine)
                .list();
    }

    void put(String id, MachineChange change, Instant now) {
        database.sql(PUT)
                .param("id", id)
                .param("name", change.name(), Types.VARCHAR)
                .param("site", change.site(), Types.VARCHAR)
                .param("area", change.area(), Types.VARCHAR)
                .param("line", change.line(), Types.VARCHAR)
                .param("status", change.status(), Types.VARCHAR)
                .param("idealCycleSeconds", change.idealCycleSeconds(), Types.DOUBLE)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Machine machine(ResultSet row, int number) throws SQLException {
        return new Machine(
                row.getString("id"),
                row.getString("name"),
                row.getString("site"),
                row.getString("area"),
                row.getString("line"),
                row.getString("status"),
                row.getObject("oee", Double.class),
                row.getObject("availability", Double.class),
                row.getObject("performance", Double.class),
                row.getObject("quality", Double.class),
                row.getObject("ideal_cycle_seconds", Double.class),
                row.getObject("last_updated", OffsetDateTime.class).toInstant().toEpochMilli());
    }
}
