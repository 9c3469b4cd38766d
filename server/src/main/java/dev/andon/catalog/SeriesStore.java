package dev.andon.catalog;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/** Series in the database. */
@Component
class SeriesStore {
    /** All writers create in this order, so none waits for another in a circle. */
    private static final Comparator<SeriesKey> ORDER =
            Comparator.comparing(SeriesKey::machineId)
                    .thenComparing(SeriesKey::metricType)
                    .thenComparing(
                            SeriesKey::zoneNumber, Comparator.nullsLast(Comparator.naturalOrder()));

    private static final String FIND =
            """
            select s.id, s.machine_id, s.metric_type, s.zone_number
            from unnest(?::text[], ?::text[], ?::smallint[]) as k (machine_id, metric_type, zone_number)
            join series s on s.machine_id = k.machine_id and s.metric_type = k.metric_type
                         and s.zone_number is not distinct from k.zone_number
            """;

    private static final String CREATE_MACHINES =
            """
            insert into machines (id, name)
            select m, m from unnest(?::text[]) with ordinality as t (m, place) order by place
            on conflict do nothing
            """;

    private static final String CREATE_SERIES =
            """
            insert into series (machine_id, metric_type, zone_number)
            select machine_id, metric_type, zone_number
            from unnest(?::text[], ?::text[], ?::smallint[]) with ordinality
                as t (machine_id, metric_type, zone_number, place)
            order by place
            on conflict do nothing
            """;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    SeriesStore(JdbcClient database, PlatformTransactionManager transactions) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Creates series that {@link #find} has not found, since an insert that meets an existing row
     * still uses up a number.
     *
     * @return how many, without those that somebody else has created meanwhile
     */
    int create(List<SeriesKey> keys) {
        List<SeriesKey> ordered = keys.stream().sorted(ORDER).toList();
        try {
            return Objects.requireNonNull(transaction.execute(status -> insert(ordered)));
        } catch (TransactionSystemException notRolledBack) {
            // Then the connection broke; only what broke it says that it helps to try again.
            if (notRolledBack.getApplicationException() instanceof RuntimeException broken) {
                throw broken;
            }
            throw notRolledBack;
        }
    }

    /** How many there are. */
    int count() {
        return database.sql("select count(*) from series").query(Integer.class).single();
    }

    /** Which of these machines are there. */
    Set<String> machines(Set<String> ids) {
        Set<String> known = new HashSet<>();
        database.sql("select id from machines where id = any(?)")
                .param(ids.toArray(String[]::new))
                .query(row -> {
                    known.add(row.getString("id"));
                });
        return known;
    }

    private int insert(List<SeriesKey> keys) {
        String[] machines =
                keys.stream().map(SeriesKey::machineId).distinct().toArray(String[]::new);
        database.sql(CREATE_MACHINES).param(machines).update();
        return database.sql(CREATE_SERIES).params(columns(keys)).update();
    }

    Map<SeriesKey, Integer> find(List<SeriesKey> keys) {
        Map<SeriesKey, Integer> found = new HashMap<>();
        database.sql(FIND)
                .params(columns(keys))
                .query(row -> {
                    SeriesKey key =
                            new SeriesKey(
                                    row.getString("machine_id"),
                                    row.getString("metric_type"),
                                    row.getObject("zone_number", Integer.class));
                    found.put(key, row.getInt("id"));
                });
        return found;
    }

    private static List<Object> columns(List<SeriesKey> keys) {
        return List.of(
                keys.stream().map(SeriesKey::machineId).toArray(String[]::new),
                keys.stream().map(SeriesKey::metricType).toArray(String[]::new),
                keys.stream().map(SeriesKey::zoneNumber).toArray(Integer[]::new));
    }
}
