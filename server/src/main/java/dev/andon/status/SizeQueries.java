package dev.andon.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many points are stored. Those of a day, or of a sealed month, are counted exactly, and
 * counted again until PostgreSQL's own statistics have said for a while that nothing changes there;
 * a day too large to count at leisure is estimated from these statistics, and the answer says so.
 */
@Component
class SizeQueries {
    private static final long COUNTABLE = 5_000_000;

    /** A session reports its changes at most this long after it made them. */
    private static final Duration STATISTICS_LAG = Duration.ofSeconds(15);

    private final JdbcClient database;
    private final Clock clock;
    private final Map<String, Counted> known = new ConcurrentHashMap<>();

    SizeQueries(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The points of one partition, and what the statistics said when they were counted.
     *
     * @param since when this number of changes was first seen
     * @param settled whether they were counted after the last change can have been reported
     */
    private record Counted(long changes, Instant since, boolean settled, long points) {}

    private record Partition(String name, boolean sealed, long changes, long estimate) {
        boolean isCountable() {
            return sealed || estimate < COUNTABLE;
        }
    }

    /** All points; {@code exact} when none of them is estimated. */
    record Points(long count, boolean exact) {}

    long series() {
        return database.sql("select count(*) from series").query(Long.class).single();
    }

    Points points() {
        List<Partition> partitions =
                database.sql(
                                """
                                select t.relid::regclass::text as name,
                                       i.inhparent = to_regclass('sample_blocks') as sealed,
                                       t.n_tup_ins + t.n_tup_del as changes,
                                       t.n_live_tup as estimate
                                from pg_inherits i join pg_stat_user_tables t on t.relid = i.inhrelid
                                where i.inhparent in (to_regclass('samples'), to_regclass('sample_blocks'))
                                """)
                        .query(SizeQueries::partition)
                        .list();
        long count = 0;
        boolean exact = true;
        for (Partition partition : partitions) {
            if (partition.isCountable()) {
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
                row.getString("name"),
                row.getBoolean("sealed"),
                row.getLong("changes"),
                row.getLong("estimate"));
    }

    private Counted count(Partition partition, @Nullable Counted last) {
        Instant now = clock.instant();
        Instant since = now;
        if (last != null && last.changes() == partition.changes()) {
            if (last.settled()) {
                return last;
            }
            since = last.since();
        }
        boolean settled = now.isAfter(since.plus(STATISTICS_LAG));
        long points =
                database.sql(
                                "select %s from %s"
                                        .formatted(
                                                partition.sealed()
                                                        ? "coalesce(sum(points), 0)"
                                                        : "count(*)",
                                                partition.name()))
                        .query(Long.class)
                        .single();
        return new Counted(partition.changes(), since, settled, points);
    }
}
