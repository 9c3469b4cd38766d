package dev.andon.adopt;

import dev.andon.adopt.AdoptionStore.Day;
import dev.andon.adopt.AdoptionStore.State;
import dev.andon.adopt.AdoptionStore.Totals;
import dev.andon.postgres.ExistingDatabase;
import dev.andon.store.MoveReport;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Takes over a table that an application fills. In one short transaction the table is moved aside,
 * and a view has its name: what is inserted from then on is in Andon at once. Then the table's rows
 * follow, a day at a time. The way back is open until the end.
 */
public final class Adoption {
    private final ExistingDatabase database;
    private final DataSource dataSource;
    private final Clock clock;
    private final MoveReport report;
    private final AdoptionStore store;

    public Adoption(ExistingDatabase database, Clock clock, MoveReport report) {
        this.database = database;
        this.dataSource = database.dataSource();
        this.clock = clock;
        this.report = report;
        this.store = new AdoptionStore(dataSource);
    }

    /** What there is and what it takes. Changes nothing. */
    public String plan(AdoptionOptions options) throws SQLException {
        refuseSecond();
        return plan(source(options)).read().text();
    }

    private PlanQueries plan(Source source) {
        return new PlanQueries(
                dataSource,
                new RowQueries(source, source.table()),
                clock.instant().plus(Duration.ofDays(1)));
    }

    private Source source(AdoptionOptions options) {
        return new SourceQueries(dataSource)
                .read(SourceName.parse(options.table()), options.columns(), options.timeZone());
    }

    private void refuseSecond() {
        store.find()
                .ifPresent(state -> {
                    throw new AdoptionRefused(
                            state.finished()
                                    ? "%s was taken over before, and a database has one such table. Nothing was changed. Bring the rows of another one in with `andon import`."
                                            .formatted(state.name())
                                    : "%s is being taken over. `andon adopt status` says how far it is."
                                            .formatted(state.name()));
                });
    }

    /** Begins, or goes on where an earlier call has ended, and returns when all rows are moved. */
    public void start(AdoptionOptions options, boolean acceptLosses) throws SQLException {
        try (LockStore _ = LockStore.take(dataSource)) {
            if (store.find().isEmpty()) {
                begin(options, acceptLosses);
            }
            State state = require();
            if (state.finished() || state.returning()) {
                throw new AdoptionRefused(
                        state.finished()
                                ? "%s has been taken over; there is nothing to go on with."
                                        .formatted(state.name())
                                : "The way back of %s has begun. Nothing was changed. `andon adopt rollback` goes on with it."
                                        .formatted(state.name()));
            }
            move(state);
        }
    }

    private void begin(AdoptionOptions options, boolean acceptLosses) throws SQLException {
        Source source = source(options);
        List<String> losses = plan(source).losses();
        if (!losses.isEmpty() && !acceptLosses) {
            throw new AdoptionRefused(
                    "Not all can be kept as it is; nothing was changed. If you can do without, add --accept-losses.\n- %s"
                            .formatted(String.join("\n- ", losses)));
        }
        database.prepare();
        switchOver(source).forEach(report::line);
        store.run(store.afterwards());
        report.line(
                "%s is a view of Andon now; the table is %s. The application goes on."
                        .formatted(source.table(), source.table().aside()));
    }

    /** Each attempt sees what hangs on the table at its time. Answers what could not be done. */
    private List<String> switchOver(Source source) throws SQLException {
        List<String> remarks = new ArrayList<>();
        new LockPatience(source.table(), report)
                .attempt(() -> {
                    SwitchStore attempted = new SwitchStore(source);
                    database.migrate(attempted::moveAside, attempted::takeOver);
                    remarks.addAll(attempted.remarks());
                });
        return remarks;
    }

    private void move(State state) throws SQLException {
        RowQueries rows = rows(state);
        if (!state.listed()) {
            report.line("Counting the rows of each day.");
            new ListingStore(dataSource).list(rows, state);
        }
        Mover mover = new Mover(dataSource, rows, state);
        long all = store.totals().rows();
        for (Day day : store.daysToDo()) {
            long before = store.totals().rowsDone();
            mover.move(day, points -> report.progress("Moving", before + points, all));
            report.progress("Moving", before + day.rows(), all);
        }
        report.line(
                "All rows are moved. `andon adopt verify` compares them once more; `andon adopt finish` ends it, `andon adopt rollback` undoes it.");
    }

    private RowQueries rows(State state) {
        return new RowQueries(aside(state), state.name().aside());
    }

    private Source aside(State state) {
        return new SourceQueries(dataSource)
                .read(state.name().aside(), state.columns(), state.timeZone());
    }

    public void status() {
        State state = require();
        Totals totals = store.totals();
        report.line("Table     %s, since %s".formatted(state.name(), state.started()));
        report.line("Days      %,d of %,d moved".formatted(totals.daysDone(), totals.days()));
        report.line(
                "Rows      %,d of %,d: %,d points, %,d repeat one, %,d have a newer row, %,d a newer point, %,d are no points"
                        .formatted(
                                totals.rowsDone(),
                                totals.rows(),
                                totals.moved(),
                                totals.repeated(),
                                totals.superseded(),
                                totals.overtaken(),
                                totals.rejected()));
        store.rejections()
                .forEach((reason, count) ->
                        report.line(
                                "Kept      %,d in andon_before.rejected_rows: %s"
                                        .formatted(count, reason)));
        report.line("Next      " + next(state, totals));
    }

    private static String next(State state, Totals totals) {
        if (state.finished()) {
            return "nothing; it is finished (`andon adopt finish --drop-old` deletes the old table)";
        }
        return state.listed() && totals.daysDone() == totals.days()
                ? "`andon adopt verify`, then `andon adopt finish`; or `andon adopt rollback`"
                : "`andon adopt start` goes on; or `andon adopt rollback`";
    }

    /** Whether all rows of the old table are accounted for and every point is in Andon. */
    public boolean verify() {
        State state = require();
        VerificationQueries queries = new VerificationQueries(dataSource, rows(state), state);
        VerificationQueries.Account account = queries.account();
        boolean complete =
                account.rows() == account.accounted() && account.kept() == account.rejected();
        report.line(
                "%,d rows in the old table, %,d accounted for, %,d of them kept as rejected (%,d in the table of those)"
                        .formatted(
                                account.rows(),
                                account.accounted(),
                                account.rejected(),
                                account.kept()));
        return everyPointIsThere(queries) && complete;
    }

    private boolean everyPointIsThere(VerificationQueries queries) {
        long points = 0;
        long missing = 0;
        long newer = 0;
        List<LocalDate> days = store.daysDone();
        for (int place = 0; place < days.size(); place++) {
            VerificationQueries.Comparison comparison = queries.compare(days.get(place));
            points += comparison.points();
            missing += comparison.missing();
            newer += comparison.newer();
            if (comparison.missing() > 0) {
                report.line(
                        "%s: %,d points are missing"
                                .formatted(days.get(place), comparison.missing()));
            }
            report.progress("Comparing", place + 1, days.size());
        }
        report.line(
                "%,d points compared: %,d equal, %,d have a newer value in Andon, %,d missing"
                        .formatted(points, points - newer - missing, newer, missing));
        return missing == 0;
    }

    /** The old table gets its name back, with all that came meanwhile. */
    public void rollback() throws SQLException {
        try (LockStore _ = LockStore.take(dataSource)) {
            new AdoptionEnd(dataSource, store, report).rollback(require(), clock);
        }
    }

    /** The end: from now on the points are only Andon's. */
    public void finish(boolean dropOld) throws SQLException {
        try (LockStore _ = LockStore.take(dataSource)) {
            new AdoptionEnd(dataSource, store, report).finish(require(), dropOld);
        }
    }

    private State require() {
        return store.find()
                .orElseThrow(() ->
                        new AdoptionRefused(
                                "No table of this database is being taken over. `andon adopt plan` says what that would be."));
    }
}
