package dev.andon.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Blocks for a table that is to become a month of {@code sample_blocks}, and is not read yet. */
public final class DetachedBlocksStore {
    private DetachedBlocksStore() {}

    /**
     * Whether a point comes out as it went in is for the caller to see, who compares whole days.
     *
     * @param points of one UTC day, all of each series, by series and time
     */
    public static void write(Connection connection, String table, Samples points)
            throws SQLException {
        BlockStore.insert(connection, table, Sealer.encode(points));
    }
}
