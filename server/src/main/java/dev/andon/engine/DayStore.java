package dev.andon.engine;

import dev.andon.engine.SwitchStateStore.Account;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Points of one day (UTC): where they are, and copied to where the other engine wants them. */
abstract class DayStore {
    /** Sorting a day in memory is the better part of the work. */
    private static final String MEMORY = "set local work_mem = '128MB'";

    /** As the setting andon.sealing.after has it by default; younger days are packed later. */
    private static final String PACKED_AFTER = "30 days";

    final JdbcClient database;

    DayStore(DataSource dataSource) {
        this.database = JdbcClient.create(dataSource);
    }

    /** Rows {@code series_id, "timestamp", value, target_value} of a day, where they are now. */
    abstract String source(LocalDate day);

    /** Removes what is copied of a day. */
    abstract void clear(LocalDate day);

    /**
     * Copies a day that has points.
     *
     * @param pack small, as old days are kept
     */
    abstract void write(LocalDate day, boolean pack);

    /** Rows as of {@link #source}, of a day that is copied. */
    abstract String copy(LocalDate day);

    /**
     * Puts a copy of the day in place of any that is there.
     *
     * @return what is read back from it
     */
    final Account copy(LocalDate day, boolean pack) {
        database.sql(MEMORY).update();
        clear(day);
        boolean any =
                database.sql("select exists (%s)".formatted(source(day)))
                        .query(Boolean.class)
                        .single();
        if (any) {
            write(day, pack);
        }
        return account(copy(day));
    }

    final Account sourceAccount(LocalDate day) {
        return account(source(day));
    }

    /** Bit by bit: 0.0 and -0.0 differ here. */
    private Account account(String rows) {
        return database.sql(
                        """
                        select count(*) as points,
                               coalesce(sum(hash_record_extended(row(p.series_id, p."timestamp", float8send(p.value), float8send(p.target_value)), 0)), 0) as checksum
                        from (%s) p
                        """
                                .formatted(rows))
                .query((row, number) ->
                        new Account(row.getLong("points"), row.getBigDecimal("checksum")))
                .single();
    }

    /** Days before it are packed: they are old, and every rollup has passed them. */
    final LocalDate packedBefore() {
        return database.sql(
                        """
                        select (greatest(least(now() - interval '%s', min(s.complete_until)), 'epoch') at time zone 'UTC')::date
                        from rollup_state s
                        """
                                .formatted(PACKED_AFTER))
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .single();
    }

    /** The rows of a day in a table that is like samples. */
    static String rowsOf(String table, LocalDate day) {
        return """
        select p.series_id, p."timestamp", p.value, p.target_value from andon.%s p
        where p."timestamp" >= %s and p."timestamp" < %s\
        """
                .formatted(table, instant(day), instant(day.plusDays(1)));
    }

    static String instant(LocalDate day) {
        return "timestamptz '%s 00:00:00+00'".formatted(day);
    }

    static long micros(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
    }
}
