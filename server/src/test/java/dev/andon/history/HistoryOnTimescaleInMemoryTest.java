package dev.andon.history;

import static dev.andon.history.Operation.CLOSED;
import static dev.andon.history.Operation.COMPRESSED;
import static dev.andon.history.Operation.DAYS_PASSED;
import static dev.andon.history.Operation.INSERTED;
import static dev.andon.history.Operation.INSERTED_AGAIN;
import static dev.andon.history.Operation.INSERTED_OLD;
import static dev.andon.history.Operation.REPAIRED;
import static dev.andon.history.Operation.ROLLED_UP;

import dev.andon.TimescaleDatabase;
import java.util.EnumSet;

/**
 * Everywhere, but through SQL only, for want of COPY. Its one session cannot be ended: a killed
 * server is one that rolls back.
 */
class HistoryOnTimescaleInMemoryTest extends HistoryContract {
    HistoryOnTimescaleInMemoryTest() {
        super(
                60,
                EnumSet.of(
                        INSERTED,
                        INSERTED_OLD,
                        INSERTED_AGAIN,
                        ROLLED_UP,
                        CLOSED,
                        REPAIRED,
                        COMPRESSED,
                        DAYS_PASSED));
    }

    @Override
    HistoryDatabase open() {
        TimescaleDatabase timescale = TimescaleDatabase.migrated();
        return new HistoryDatabase(
                timescale.owner(),
                timescale.owner(),
                connection -> {
                    if (!connection.getAutoCommit()) {
                        connection.rollback();
                    }
                },
                timescale::close);
    }
}
