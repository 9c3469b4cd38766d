package dev.andon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * The partitions of {@code samples}, one a day (UTC). Where TimescaleDB keeps them there is nothing
 * to make, and all days are in one table.
 */
@Component
class PartitionStore {
    private final DataSource dataSource;
    private final boolean partitioned;

    /** Days that this server has seen a partition of; someone may still drop one. */
    private final Set<Integer> present = ConcurrentHashMap.newKeySet();

    PartitionStore(DataSource dataSource, EngineStore engine) {
        this.dataSource = dataSource;
        this.partitioned = engine.current().hasPartitions();
    }

    /** The table to copy a day's samples into. */
    String table(int epochDay) {
        return partitioned ? name(epochDay) : "samples";
    }

    static String name(int epochDay) {
        return "samples_" + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofEpochDay(epochDay));
    }

    /** Makes the partitions that are not there. */
    void ensure(Collection<Integer> epochDays) throws SQLException {
        if (!partitioned) {
            return;
        }
        List<Integer> missing = epochDays.stream().filter(day -> !present.contains(day)).toList();
        if (missing.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                Statement setting = connection.createStatement();
                PreparedStatement ensure =
                        connection.prepareStatement("select ensure_samples_partition(?)")) {
            connection.setAutoCommit(false);
            // Attaching waits for whoever holds a lock on the table of all samples; not for ever.
            setting.execute("set local lock_timeout = '10s'");
            for (int day : missing) {
                ensure.setObject(1, LocalDate.ofEpochDay(day));
                ensure.execute();
            }
            connection.commit();
        }
        present.addAll(missing);
    }

    void forget(int epochDay) {
        present.remove(epochDay);
    }
}
