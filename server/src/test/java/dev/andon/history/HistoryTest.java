package dev.andon.history;

import static dev.andon.history.Operation.COMPRESSED;

import dev.andon.TestDatabase;
import java.util.EnumSet;

class HistoryTest extends HistoryContract {
    HistoryTest() {
        super(250, EnumSet.complementOf(EnumSet.of(COMPRESSED)));
    }

    @Override
    HistoryDatabase open() {
        TestDatabase database = TestDatabase.migrated();
        return HistoryDatabase.of(database.owner(), database.reader(), database::close);
    }
}
