package dev.andon.adopt;

import dev.andon.adopt.AdoptionStore.State;
import dev.andon.adopt.AdoptionStore.Totals;
import dev.andon.store.MoveReport;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.sql.DataSource;

/** The two ways in which an adoption ends. */
final class AdoptionEnd {
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final DataSource dataSource;
    private final AdoptionStore store;
    private final MoveReport report;

    AdoptionEnd(DataSource dataSource, AdoptionStore store, MoveReport report) {
        this.dataSource = dataSource;
        this.store = store;
        this.report = report;
    }

    /** While it runs, inserts go to both; so nothing is left to do in the moment of the switch. */
    void rollback(State state, Clock clock) throws SQLException {
        requireWayBack(state);
        ReturnStore back = back(state);
        LockPatience patience = new LockPatience(state.name(), report);
        patience.attempt(back::insertIntoBoth);
        back.giveMachinesBack();
        long rows = 0;
        List<LocalDate> days = back.days();
        for (int place = 0; place < days.size(); place++) {
            rows += back.givePointsBack(days.get(place));
            report.progress("Giving back", place + 1, days.size());
        }
        List<String> afterwards = store.afterwards();
        String suffix = SUFFIX.format(clock.instant());
        patience.attempt(() -> back.switchBack(suffix));
        store.run(afterwards);
        report.line(
                "%s is the table again, with %,d more rows for what came in meanwhile."
                        .formatted(state.name(), rows));
        if (state.firstHere()) {
            report.line(
                    "What Andon had stays in the schemas andon_rolled_back_%1$s and andon_rolled_back_%1$s_planner until you drop them."
                            .formatted(suffix));
        }
    }

    private void requireWayBack(State state) {
        if (state.finished()) {
            throw new AdoptionRefused(
                    "The adoption of %s is finished: newer rows are in Andon only. Nothing was changed."
                            .formatted(state.name()));
        }
        if (store.serverIsConnected()) {
            throw new AdoptionRefused(
                    "An Andon server uses this database, and what it stores now might be missed. Nothing was changed. Stop it, then run this again.");
        }
    }

    void finish(State state, boolean dropOld) throws SQLException {
        Totals totals = store.totals();
        if (!state.listed() || totals.daysDone() < totals.days() || state.returning()) {
            throw new AdoptionRefused(
                    state.returning()
                            ? "The way back has begun. Nothing was changed. `andon adopt rollback` goes on with it."
                            : "Not all days are moved yet. Nothing was changed. `andon adopt start` goes on.");
        }
        LockPatience patience = new LockPatience(state.name(), report);
        ReturnStore end = back(state);
        if (!state.finished()) {
            patience.attempt(end::finish);
            report.line(state.name() + " is Andon's from now on.");
        }
        if (dropOld) {
            patience.attempt(end::dropOld);
            report.line(
                    "The old table is deleted; rejected rows stay in andon_before.rejected_rows.");
        } else {
            report.line(
                    "The old table stays as %s; `andon adopt finish --drop-old` deletes it."
                            .formatted(state.name().aside()));
        }
    }

    private ReturnStore back(State state) {
        Source source =
                new SourceQueries(dataSource)
                        .read(state.name().aside(), state.columns(), state.timeZone());
        return new ReturnStore(dataSource, source, state);
    }
}
