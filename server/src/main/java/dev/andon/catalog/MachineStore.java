package dev.andon.catalog;

import dev.andon.catalog.MachineChange.Member;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Machines in the database. */
@Component
class MachineStore {
    private static final String COLUMNS =
            "id, name, site, area, line, status, oee, availability, performance, quality,"
                    + " ideal_cycle_seconds, last_updated, retired";

    private final JdbcClient database;

    MachineStore(JdbcClient database) {
        this.database = database;
    }

    List<Machine> all() {
        return database.sql("select " + COLUMNS + " from machines order by name, id")
                .query(MachineStore::machine)
                .list();
    }

    /** False when it is there already; then nothing has changed. */
    boolean create(String id, MachineChange change, Instant now) {
        return run(insert(change.values()) + " on conflict do nothing", id, change, now) == 1;
    }

    void createOrChange(String id, MachineChange change, Instant now) {
        Collection<Member> members = change.values().keySet();
        String conflict =
                members.isEmpty()
                        ? " on conflict do nothing"
                        : " on conflict (id) do update" + set(members, "excluded.%s"::formatted);
        run(insert(change.values()) + conflict, id, change, now);
    }

    /** What is not there is not changed. */
    void change(String id, MachineChange change, Instant now) {
        Collection<Member> members = change.values().keySet();
        if (!members.isEmpty()) {
            String set = set(members, MachineStore::parameter);
            run("update machines as old" + set + " and id = :id", id, change, now);
        }
    }

    private static String insert(Map<Member, @Nullable Object> values) {
        List<Member> others =
                values.keySet().stream().filter(member -> member != Member.NAME).toList();
        String name = values.containsKey(Member.NAME) ? ":name" : ":id";
        return "insert into machines as old (id, name, last_updated%s) values (:id, %s, :now%s)"
                .formatted(
                        list(others, member -> ", " + member.word(), ""),
                        name,
                        list(others, member -> ", " + parameter(member.word()), ""));
    }

    /** A change that changes nothing leaves {@code last_updated} alone, too. */
    private static String set(Collection<Member> members, Function<String, String> newValue) {
        Function<Member, String> value =
                member ->
                        member == Member.RETIRED
                                // Who retires it again does not change since when it is.
                                ? "case when %1$s is not null then coalesce(old.retired, %1$s) end"
                                        .formatted(newValue.apply(member.word()))
                                : newValue.apply(member.word());
        return " set last_updated = :now%s where (%s) is distinct from (%s)"
                .formatted(
                        list(
                                members,
                                member -> ", " + member.word() + " = " + value.apply(member),
                                ""),
                        list(members, member -> "old." + member.word(), ", "),
                        list(members, value, ", "));
    }

    private static String list(
            Collection<Member> members, Function<Member, String> text, String separator) {
        return members.stream().map(text).collect(Collectors.joining(separator));
    }

    private static String parameter(String column) {
        return switch (column) {
            case "ideal_cycle_seconds" -> "cast(:ideal_cycle_seconds as float8)";
            case "retired" -> "cast(:retired as timestamptz)";
            default -> "cast(:%s as text)".formatted(column);
        };
    }

    private int run(String sql, String id, MachineChange change, Instant now) {
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        JdbcClient.StatementSpec statement = database.sql(sql).param("id", id).param("now", time);
        for (Map.Entry<Member, @Nullable Object> value : change.values().entrySet()) {
            Member member = value.getKey();
            statement =
                    switch (member) {
                        case IDEAL_CYCLE_SECONDS ->
                                statement.param(member.word(), value.getValue(), Types.DOUBLE);
                        case RETIRED ->
                                statement.param(
                                        member.word(),
                                        Boolean.TRUE.equals(value.getValue()) ? time : null,
                                        Types.TIMESTAMP_WITH_TIMEZONE);
                        case NAME, SITE, AREA, LINE, STATUS ->
                                statement.param(member.word(), value.getValue(), Types.VARCHAR);
                    };
        }
        return statement.update();
    }

    private static Machine machine(ResultSet row, int number) throws SQLException {
        OffsetDateTime retired = row.getObject("retired", OffsetDateTime.class);
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
                row.getObject("last_updated", OffsetDateTime.class).toInstant().toEpochMilli(),
                retired == null ? null : retired.toInstant().toEpochMilli());
    }
}
