package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.andon.TestDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people and existing applications see in schema public. */
class SamplesSchemaTest {
    private static TestDatabase database;
    private static JdbcClient owner;
    private static JdbcClient reader;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.migrated();
        owner = JdbcClient.create(database.owner());
        reader = JdbcClient.create(database.reader());
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void empty() {
        owner.sql("truncate samples, series, machines").update();
    }

    @Test
    void theViewTakesRowsAsTheTableOfThatNameDid() {
        insert("('M-01', 'temp', 81.5, '2025-03-19T08:00:00Z', 2, 80)");
        insert("('M-01', 'temp', 82.5, '2025-03-20T08:00:00Z', null, null)");

        assertThat(rows())
                .containsExactly(
                        "M-01 temp 81.5 2025-03-19 08:00:00 2 80",
                        "M-01 temp 82.5 2025-03-20 08:00:00");
        assertThat(text(reader, "select string_agg(id || name, ' ') from machines"))
                .isEqualTo("M-01M-01");
    }

    @Test
    void theViewTakesARowAgainAndTakesCorrections() {
        insert("('M', 't', 1, '2025-03-19T08:00:00Z', null, null)");
        String version = text(owner, "select xmin::text || ctid::text from samples");
        insert("('M', 't', 1, '2025-03-19T08:00:00Z', null, null)");
        assertThat(text(owner, "select xmin::text || ctid::text from samples")).isEqualTo(version);

        insert("('M', 't', 1, '2025-03-19T08:00:00Z', null, 5)");

        assertThat(rows()).containsExactly("M t 1 2025-03-19 08:00:00 5");
    }

    @Test
    void theViewTakesACopy() throws Exception {
        try (Connection connection = database.owner().getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy public.machine_metrics (machine_id, metric_type, value, \"timestamp\") from stdin",
                            new StringReader("M\tt\t1\t2025-03-19T08:00:00Z\n"));
        }

        assertThat(rows()).containsExactly("M t 1 2025-03-19 08:00:00");
    }

    @Test
    void theViewFillsInTheTime() {
        String sql =
                "insert into public.machine_metrics (machine_id, metric_type, value) values ('M', 't', 1)"
                        + " returning \"timestamp\" between now() - interval '1 minute' and now()";

        assertThat(text(owner, sql)).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(null, 't', 1, now(), null, null)",
                "('M', null, 1, now(), null, null)",
                "('M', 't', null, now(), null, null)",
                "('M', 't', 'NaN', now(), null, null)",
                "('M', 't', 1, now(), null, 'Infinity')",
                "('M', 't', 1, 'infinity', null, null)"
            })
    void theViewRefusesWhatIsNoPoint(String row) {
        assertThatThrownBy(() -> insert(row)).hasMessageContaining("machine_metrics must");
    }

    @Test
    void anApplicationNeedsNothingButTheRightToInsertIntoTheView() {
        owner.sql("grant insert on public.machine_metrics to andon_reader").update();
        try {
            reader.sql(
                            "insert into machine_metrics (machine_id, metric_type, value) values ('A', 't', 1)")
                    .update();
        } finally {
            owner.sql("revoke insert on public.machine_metrics from andon_reader").update();
        }
        assertThat(rows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from andon.samples",
                "select * from andon.series",
                "select andon.ensure_samples_partition('2025-01-01')",
                "insert into public.machine_metrics (machine_id, metric_type, value) values ('A', 't', 1)",
                "delete from public.machines",
                "create table public.mine (x integer)"
            })
    void theReaderReadsViewsAndNothingElse(String sql) {
        assertThatThrownBy(() -> reader.sql(sql).query().listOfRows())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void manyMakeThePartitionsOfManyDaysAtOnce() throws Exception {
        List<Callable<Object>> work = new ArrayList<>();
        List<Integer> days = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            days.add((int) LocalDate.of(2019, 12, 25).toEpochDay() + day);
        }
        for (int worker = 0; worker < 6; worker++) {
            List<Integer> order = worker % 2 == 0 ? days : days.reversed();
            work.add(() -> {
                new PartitionStore(database.owner(), new EngineStore(database.owner()))
                        .ensure(order);
                return order;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Object> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(
                        text(
                                owner,
                                "select count(*) || min(inhrelid::regclass::text) || max(inhrelid::regclass::text)"
                                        + " from pg_inherits where inhparent = 'samples'::regclass"
                                        + " and (inhrelid::regclass::text like 'samples_2019%'"
                                        + " or inhrelid::regclass::text like 'samples_202001%')"))
                .isEqualTo("20samples_20191225samples_20200113");
        assertThat(
                        text(
                                owner,
                                "select count(*) from pg_constraint where contype = 'c'"
                                        + " and conrelid = 'samples_20191225'::regclass"))
                .isEqualTo("0");
    }

    /** A reader in the middle of a long query must not hold up a partition, nor wait for one. */
    @Test
    void aPartitionIsMadeWhileSamplesAreRead() throws Exception {
        try (var connection = database.owner().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select count(*) from samples");

            new PartitionStore(database.owner(), new EngineStore(database.owner()))
                    .ensure(List.of((int) LocalDate.of(2018, 1, 1).toEpochDay()));

            statement.execute("select count(*) from samples");
            connection.rollback();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Non-month widths count from Monday 2000-01-03, months from 2000-01-01; all in
                // UTC.
                "5 minutes | 2025-03-19T08:04:59.999999Z | 2025-03-19 08:00:00",
                "5 minutes | 2025-03-19T08:05:00Z | 2025-03-19 08:05:00",
                "7 minutes | 2025-03-19T08:04:00Z | 2025-03-19 08:00:00",
                "1 hour | 2025-03-30T01:59:59Z | 2025-03-30 01:00:00",
                "1 day | 2025-03-30T23:00:00Z | 2025-03-30 00:00:00",
                "1 week | 2025-03-19T08:00:00Z | 2025-03-17 00:00:00",
                "2 weeks | 2025-03-19T08:00:00Z | 2025-03-10 00:00:00",
                "30 days | 2000-02-02T00:00:00Z | 2000-02-02 00:00:00",
                "1 week | 1999-12-31T00:00:00Z | 1999-12-27 00:00:00",
                "1 day | 1999-12-31T12:00:00Z | 1999-12-31 00:00:00",
                "1 hour | 1969-12-31T23:30:00Z | 1969-12-31 23:00:00",
                "1 month | 2025-03-31T23:59:59Z | 2025-03-01 00:00:00",
                "2 months | 2025-04-15T00:00:00Z | 2025-03-01 00:00:00",
                "3 months | 2025-12-15T00:00:00Z | 2025-10-01 00:00:00",
                "1 year | 2025-12-15T00:00:00Z | 2025-01-01 00:00:00",
                "5 months | 1999-12-15T00:00:00Z | 1999-08-01 00:00:00",
                "1 year | 1999-12-15T00:00:00Z | 1999-01-01 00:00:00",
                "25 months | 2002-01-31T00:00:00Z | 2000-01-01 00:00:00",
                "25 months | 2002-02-01T00:00:00Z | 2002-02-01 00:00:00"
            })
    void timeBucketAgreesWithTimescale(String width, String time, String bucket) {
        for (String zone : List.of("UTC", "Europe/Berlin", "Asia/Kolkata")) {
            String sql =
                    """
                    with zone as materialized (select set_config('TimeZone', '%s', false))
                    select time_bucket(interval '%s', timestamptz '%s') at time zone 'UTC' from zone
                    """
                            .formatted(zone, width, time);
            assertThat(text(reader, sql)).as(zone).isEqualTo(bucket);
        }
        String plain = time.replace("Z", "");
        assertThat(text(reader, "select time_bucket('%s', timestamp '%s')".formatted(width, plain)))
                .isEqualTo(bucket);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time_bucket('1 week', date '2025-03-19') | 2025-03-17",
                "time_bucket('1 month', date '2025-03-19') | 2025-03-01",
                "time_bucket('1 week', timestamp '2025-03-19', timestamp '2000-01-02') | 2025-03-16 00:00:00",
                "time_bucket('3 months', timestamp '2025-03-19', timestamp '2000-02-01') | 2025-02-01 00:00:00",
                "time_bucket('1 hour', timestamp '2025-03-19 08:20', interval '15 minutes') | 2025-03-19 08:15:00",
                "time_bucket('1 day', timestamptz '2025-03-19T05:00Z', interval '6 hours') at time zone 'UTC' | 2025-03-18 06:00:00",
                "time_bucket('1 month', timestamp '2025-03-02', interval '2 days') | 2025-02-03 00:00:00",
                "time_bucket('1 day', timestamptz '2025-03-30T23:30Z', 'Europe/Berlin') at time zone 'UTC' | 2025-03-30 22:00:00",
                "time_bucket('1 day', timestamptz '2025-03-30T21:30Z', 'Europe/Berlin') at time zone 'UTC' | 2025-03-29 23:00:00"
            })
    void timeBucketHasTheOtherForms(String call, String bucket) {
        assertThat(text(reader, "select " + call)).isEqualTo(bucket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1 hour", "-1 month", "1 month 1 day", "1 month 1 hour"})
    void timeBucketRefusesWidthsThatAreNone(String width) {
        assertThatThrownBy(() ->
                        text(reader, "select time_bucket(interval '%s', now())".formatted(width)))
                .hasStackTraceContaining("ERROR");
    }

    @Test
    void timeBucketLeavesNoCallInThePlan() {
        List<String> plan =
                reader.sql(
                                "explain verbose select time_bucket('5 minutes', \"timestamp\"), avg(value)"
                                        + " from machine_metrics group by 1")
                        .query((row, number) -> row.getString(1))
                        .list();

        assertThat(String.join("\n", plan))
                .contains("date_bin")
                .doesNotContain("time_bucket", "CASE");
    }

    private static void insert(String row) {
        // The order of columns is that of the table in the customer's guide.
        owner.sql("insert into public.machine_metrics values " + row).update();
    }

    private static List<String> rows() {
        return reader.sql(
                        "select concat_ws(' ', machine_id, metric_type, value, \"timestamp\" at time zone 'UTC',"
                                + " zone_number, target_value) from machine_metrics order by \"timestamp\"")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static String text(JdbcClient database, String sql) {
        return database.sql(sql).query((row, number) -> row.getString(1)).single();
    }
}
