package dev.andon.history;

import static dev.andon.history.Operation.REMOVED;
import static dev.andon.history.Operation.SEALED;

import com.zaxxer.hikari.HikariDataSource;
import dev.andon.postgres.NativeTimescale;
import java.util.EnumSet;

/** Where TimescaleDB is installed; it removes nothing by itself, and Andon nothing of it. */
class HistoryOnTimescaleTest extends HistoryContract {
    HistoryOnTimescaleTest() {
        super(80, EnumSet.complementOf(EnumSet.of(SEALED, REMOVED)));
    }

    @Override
    HistoryDatabase open() {
        NativeTimescale timescale = NativeTimescale.start();
        HikariDataSource owner = timescale.migrated();
        return HistoryDatabase.of(owner, owner, timescale::close);
    }
}
