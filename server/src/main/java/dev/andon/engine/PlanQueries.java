package dev.andon.engine;

import dev.andon.engine.EnginePlan.Amount;
import dev.andon.postgres.TimescaleOffer;
import dev.andon.store.Engine;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What there is to move, counted, and one day of it read as it will be compared, with a clock. */
final class PlanQueries {
    private final JdbcClient database;
    private final SwitchStateStore state;
    private final DayStore days;

    PlanQueries(DataSource dataSource, SwitchStateStore state, DayStore days) {
        this.database = JdbcClient.create(dataSource);
        this.state = state;
        this.days = days;
    }

    EnginePlan read(Engine current, @Nullable TimescaleOffer offer) {
        return new EnginePlan(
                current,
                offer,
                state.find().orElse(null),
                state.serverIsConnected(),
                amount(current),
                secondsAPoint(),
                keptSince("samples"),
                keptSince("%"));
    }

    private Amount amount(Engine current) {
        boolean chunks = current != Engine.POSTGRESQL;
        long rollups = 0;
        for (String level :
                database.sql("select name from rollup_levels")
                        .query((row, number) -> row.getString(1))
                        .list()) {
            rollups += number("select count(*) from rollup_" + level);
        }
        return new Amount(
                number("select count(*) from samples")
                        + number("select coalesce(sum(points), 0) from sample_blocks"),
                number(
                        "select count(*) from samples where \"timestamp\" >= "
                                + DayStore.instant(days.packedBefore())),
                state.days().size(),
                chunks
                        ? number("select public.hypertable_size('andon.samples')")
                        : number(
                                """
                                select sum(pg_total_relation_size(relid))
                                from (select relid from pg_partition_tree('samples')
                                      union all select relid from pg_partition_tree('sample_blocks')) t
                                """),
                rollups);
    }

    private long number(String question) {
        return database.sql(question).query(Long.class).single();
    }

    /** Of the newest day that is packed where old days are; else of the newest that has points. */
    private double secondsAPoint() {
        List<LocalDate> all = state.days().reversed();
        LocalDate packedBefore = days.packedBefore();
        List<LocalDate> old = all.stream().filter(day -> day.isBefore(packedBefore)).toList();
        double seconds = secondsAPoint(old);
        return seconds > 0 ? seconds : secondsAPoint(all);
    }

    private double secondsAPoint(List<LocalDate> candidates) {
        for (LocalDate day : candidates) {
            // Once to warm it up, since a plan of a thousand days pays for that once.
            if (days.sourceAccount(day).points() > 0) {
                long started = System.nanoTime();
                long points = days.sourceAccount(day).points();
                return (System.nanoTime() - started) / 1e9 / points;
            }
        }
        return 0;
    }

    /** The latest time before which something of this kind was dropped. */
    private @Nullable String keptSince(String kept) {
        return database.sql("select max(since)::text from kept_since where kept like ?")
                .param(kept)
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
