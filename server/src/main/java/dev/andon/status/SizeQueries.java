package dev.andon.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much is stored. A day's points are counted exactly, and counted again only when PostgreSQL's
 * own statistics say that the day has changed; a day too large to count at leisure is estimated
 * from these statistics, and the answer says so.
 */
@Component
class SizeQueries {
    private static final long COUNTABLE = 5_000_000;

    private final JdbcClient database;
    private final Map<String, Counted> known = new ConcurrentHashMap<>();

    SizeQueries(JdbcClient database) {
        this.database = database;
    }

    /** The points of one partition, and the number of its changes when they were counted. */
    private record Counted(long changes, long points) {}

    private record Partition(String name, long changes, long estimate) {}

    /** All points; {@code exact} when none of them is estimated. */
    record Points(long count, boolean exact) {}

    long series() {
        return database.sql("select count(*) from series").query(Long.class).single();
    }

    Points points() {
        List<Partition> partitions =
                database.sql(
                                """
                                select relid::regclass::text as name,
                                       n_tup_ins + n_tup_del as changes,
                                       n_live_tup as estimate
                                from pg_stat_user_tables
                                where relid in (select inhrelid from pg_inherits
                                                where inhparent = to_regclass('samples'))
                                """)
                        .query(SizeQueries::partition)
                        .list();
        long count = 0;
        boolean exact = true;
        for (Partition partition : partitions) {
            if (partition.estimate() < COUNTABLE) {
                count +=
                        known.compute(partition.name(), (_, last) -> count(partition, last))
                                .points();
            } else {
                count += partition.estimate();
                exact = false;
            }
        }
        known.keySet().retainAll(partitions.stream().map(Partition::name).toList());
        return new Points(count, exact);
    }

    private static Partition partition(ResultSet row, int number) throws SQLException {
        return new Partition(
                row.getString("name"), row.getLong("changes"), row.getLong("estimate"));
    }

    private Counted count(Partition partition, @Nullable Counted last) {
        if (last != null && last.changes() == partition.changes()) {
            return last;
        }
        long points =
                database.sql("select count(*) from " + partition.name()).query(Long.class).single();
        return new Counted(partition.changes(), points);
    }
}
