package dev.andon.engine;

import dev.andon.engine.SwitchStateStore.Account;
import dev.andon.engine.SwitchStateStore.State;
import dev.andon.engine.SwitchStateStore.Step;
import dev.andon.postgres.ExistingDatabase;
import dev.andon.postgres.TimescaleOffer;
import dev.andon.store.Engine;
import dev.andon.store.MoveReport;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves the samples to the other engine. Days are copied aside, one at a time, while Andon goes on.
 * Then, with Andon stopped and all writers locked out, each day is read once more where it is and
 * compared with what was read back from its copy: a day that has changed meanwhile is copied again,
 * and only when all agree the copy takes the place of the tables, in the same transaction. Before
 * that nothing of the old tables is touched, afterwards they go.
 */
public final class EngineSwitch {
    private static final String COPYING = "Copying";

    private final ExistingDatabase database;
    private final DataSource dataSource;
    private final MoveReport report;
    private final SwitchStateStore state;
    private final TransactionTemplate transaction;

    public EngineSwitch(ExistingDatabase database, MoveReport report) {
        this.database = database;
        this.dataSource = database.dataSource();
        this.report = report;
        this.state = new SwitchStateStore(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** How it stands, what a switch takes, and what it brings. Changes nothing. */
    public String plan() throws SQLException {
        requireTables();
        Engine current = state.engine();
        TimescaleOffer offer = current == Engine.POSTGRESQL ? database.timescale() : null;
        DayStore days =
                current == Engine.POSTGRESQL
                        ? new ChunkDayStore(dataSource, offer != null && offer.community())
                        : new PartitionDayStore(dataSource);
        return new PlanQueries(dataSource, state, days).read(current, offer).text();
    }

    /** Begins, or goes on where an earlier call has ended; a way back that is not finished goes. */
    public void run() throws SQLException {
        go(false);
    }

    /** Undoes what is not finished; what is finished is switched in the other direction. */
    public void back() throws SQLException {
        go(true);
    }

    /** Either command may be given again, whatever became of the one before. */
    private void go(boolean back) throws SQLException {
        requireTables();
        State at = state.find().orElse(null);
        if (at == null) {
            if (back) {
                throw new SwitchRefused(
                        "No switch was begun in this database, so there is no way back to go. Nothing was changed. `andon engine plan` says what a switch takes.");
            }
            move(begin(false));
        } else if (at.wayBack() == back) {
            goOn(at);
        } else {
            turnRound(at, back);
        }
    }

    private void goOn(State at) {
        switch (at.step()) {
            case COPY -> move(at);
            case DROP -> finish(at);
            case DONE ->
                    report.line(
                            "%s keeps the samples already. `andon engine back` is the way back."
                                    .formatted(at.target()));
            case UNDO ->
                    throw new SwitchRefused(
                            "This is being undone. Nothing is lost. `andon engine %s` goes on with that; afterwards it can be begun anew."
                                    .formatted(at.wayBack() ? "switch" : "back"));
        }
    }

    private void turnRound(State at, boolean back) throws SQLException {
        switch (at.step()) {
            case COPY, UNDO -> undo(at);
            case DROP -> {
                finish(at);
                go(back);
            }
            case DONE -> move(begin(back));
        }
    }

    private void requireTables() {
        if (!database.isOfThisVersion()) {
            throw new SwitchRefused(
                    "The tables of this database are not those of this version of Andon. Nothing was changed. Start the server of this version once, which brings them up to date; then run this again.");
        }
    }

    private State begin(boolean back) throws SQLException {
        if (state.adopts()) {
            throw new SwitchRefused(
                    "A table is being taken over. Nothing was changed. Bring that to its end first: `andon adopt status`.");
        }
        if (state.engine() != Engine.POSTGRESQL) {
            state.begin(Engine.POSTGRESQL, back);
            return new State(Engine.POSTGRESQL, Step.COPY, back);
        }
        TimescaleOffer offer = database.timescale();
        if (offer.obstacle() != null) {
            throw new SwitchRefused(
                    "TimescaleDB cannot keep the samples of this database. %s Nothing was changed; plain PostgreSQL goes on."
                            .formatted(offer.obstacle()));
        }
        Engine target = offer.community() ? Engine.TIMESCALE : Engine.TIMESCALE_APACHE;
        transaction.executeWithoutResult(status -> {
            state.begin(target, back);
            install();
            new ChunkDayStore(dataSource, offer.community()).makeHypertable();
        });
        return new State(target, Step.COPY, back);
    }

    private void install() {
        try {
            TimescaleOffer.install(DataSourceUtils.getConnection(dataSource));
        } catch (SQLException refused) {
            throw new SwitchRefused(
                    "The extension could not be created: %s. Nothing was changed."
                            .formatted(refused.getMessage()),
                    refused);
        }
    }

    private void move(State at) {
        Engine target = at.target();
        DayStore days =
                target == Engine.POSTGRESQL
                        ? new PartitionDayStore(dataSource)
                        : new ChunkDayStore(dataSource, target == Engine.TIMESCALE);
        copyAll(days);
        if (state.serverIsConnected()) {
            throw new SwitchRefused(
                    "All days are copied; the last step needs Andon to be stopped, and a server is connected. Nothing is lost; Andon goes on as before. Stop it, run this command again, then start it; `andon engine plan` says how long that takes.");
        }
        if (target != Engine.POSTGRESQL) {
            database.markLaidOut(target == Engine.TIMESCALE);
        }
        report.line("Comparing each day; nobody can write until this is over.");
        transaction.executeWithoutResult(status -> takePlace(target, days, status));
        finish(at);
    }

    private void copyAll(DayStore days) {
        LocalDate packedBefore = days.packedBefore();
        List<LocalDate> all = state.days();
        Map<LocalDate, Account> copied = state.copied();
        for (int place = 0; place < all.size(); place++) {
            LocalDate day = all.get(place);
            if (!copied.containsKey(day)) {
                transaction.executeWithoutResult(status -> {
                    state.require(Step.COPY);
                    state.copied(day, days.copy(day, day.isBefore(packedBefore)));
                });
            }
            report.progress(COPYING, place + 1, all.size());
        }
    }

    private void takePlace(Engine target, DayStore days, TransactionStatus status) {
        state.require(Step.COPY);
        SwapStore swap = SwapStore.to(target, state.engine(), dataSource, report);
        if (!swap.lockOutWriters()) {
            throw new SwitchRefused(
                    "`andon adopt` works on this database. Nothing is lost. Wait for its end and run this again.");
        }
        if (state.serverIsConnected()) {
            throw new SwitchRefused(
                    "An Andon server has connected meanwhile. Nothing is lost, and nothing of it was changed. Stop it, then run this again.");
        }
        copyAgain(changed(days, status), days);
        report.line("All days agree. The new tables take their places.");
        swap.swap();
        state.forgetDays();
        state.set(Step.DROP);
    }

    /** Days that are not as they were copied. What is locked to read a day is let go again. */
    private List<LocalDate> changed(DayStore days, TransactionStatus status) {
        Map<LocalDate, Account> copied = state.copied();
        Collection<LocalDate> all = new TreeSet<>(copied.keySet());
        all.addAll(state.days());
        List<LocalDate> changed = new ArrayList<>();
        int done = 0;
        for (LocalDate day : all) {
            Object before = status.createSavepoint();
            Account source = days.sourceAccount(day);
            status.rollbackToSavepoint(before);
            status.releaseSavepoint(before);
            Account copy = copied.get(day);
            if (copy == null || !copy.agrees(source)) {
                changed.add(day);
            }
            report.progress("Comparing", ++done, all.size());
        }
        return changed;
    }

    /** Not packed, which Andon or TimescaleDB does later: so nothing can come out otherwise. */
    private void copyAgain(List<LocalDate> changed, DayStore days) {
        for (int place = 0; place < changed.size(); place++) {
            LocalDate day = changed.get(place);
            Account source = days.sourceAccount(day);
            Account copy = days.copy(day, false);
            if (!copy.agrees(source)) {
                throw new SwitchRefused(
                        "%s: of %,d points %,d arrived, or some with another value. Nothing was changed; the old tables have all of them and go on. `andon engine back` removes what was copied."
                                .formatted(day, source.points(), copy.points()));
            }
            report.progress("Copying what has changed", place + 1, changed.size());
        }
    }

    private void finish(State at) {
        new LeftoverStore(dataSource, state, report).remove(Step.DROP);
        transaction.executeWithoutResult(status -> {
            state.require(Step.DROP);
            if (at.wayBack()) {
                state.forget();
            } else {
                state.made();
            }
        });
        report.line(
                "%s keeps the samples now. Start Andon again.%s"
                        .formatted(
                                at.target(),
                                at.wayBack() ? "" : " `andon engine back` is the way back."));
    }

    private void undo(State at) {
        transaction.executeWithoutResult(status -> {
            state.require(at.step());
            state.set(Step.UNDO);
            state.forgetDays();
        });
        LeftoverStore leftovers = new LeftoverStore(dataSource, state, report);
        leftovers.remove(Step.UNDO);
        boolean toChunks = at.target() != Engine.POSTGRESQL;
        transaction.executeWithoutResult(status -> {
            state.require(Step.UNDO);
            if (toChunks) {
                leftovers.forgetLayout();
            }
            if (at.wayBack()) {
                state.made();
            } else {
                state.forget();
            }
        });
        report.line(
                "What was copied is removed; %s keeps the samples as before.%s"
                        .formatted(
                                state.engine(),
                                toChunks
                                        ? " The extension timescaledb stays, with its time_bucket."
                                        : ""));
    }
}
