package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.andon.Eventually;
import dev.andon.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class QueryEngineTest {
    private static TestDatabase database;
    private static QueryEngine engine;

    @BeforeAll
    static void start() {
        database = PlantData.database();
        engine = QueryEngine.over(database.reader(), database.owner(), Ask.CONFIG);
    }

    @AfterAll
    static void stop() {
        engine.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO machines(id, name) VALUES ('x', 'x')",
                "UPDATE machines SET name = 'x'",
                "DELETE FROM machine_metrics",
                "TRUNCATE machine_metrics",
                "DROP VIEW machines",
                "CREATE TABLE t(a int)",
                "CREATE TEMP TABLE t(a int)",
                "SELECT * INTO t FROM machines",
                "SELECT lo_create(4711)",
                "COPY (SELECT 1) TO PROGRAM 'true'",
                "SET ROLE andon",
                "SET SESSION AUTHORIZATION andon",
                "SET transaction_read_only = off; SELECT 1",
                "SET TRANSACTION READ WRITE; SELECT 1",
                "SELECT set_config('transaction_read_only', 'off', true)",
                "SAVEPOINT s; SET transaction_read_only = off; SELECT 1",
                "WITH gone AS (DELETE FROM machine_metrics RETURNING 1) SELECT * FROM gone",
                "SELECT * FROM andon.machines",
                "SELECT pg_read_file('/etc/passwd')",
                "DO $$ BEGIN COMMIT; END $$",
                "COMMIT",
                "/* x */ COMMIT; SELECT 1",
                "SELECT 1; -- x\n COMMIT; CREATE TEMP TABLE t(a int)",
                "ROLLBACK; SET default_transaction_read_only = off; SELECT lo_create(4711)",
                "end; begin; select 1",
                "ABORT; SELECT 1",
                "START TRANSACTION READ WRITE; SELECT 1",
                "PREPARE TRANSACTION 'x'",
                "SELECT 'a\\'; COMMIT; CREATE TEMP TABLE t(a int); --'; SELECT E'\\'; COMMIT"
            })
    void changesNothing(String sql) throws SQLException {
        String before = state();
        Answer answer = engine.ask(Ask.table(sql), Cancellation.of(null));
        assertThat(Ask.failure(answer).kind()).isIn(FailureKind.FORBIDDEN, FailureKind.QUERY);
        assertThat(state()).isEqualTo(before);
    }

    private static String state() throws SQLException {
        return asOwner(
                """
                select (select count(*) from public.machine_metrics) || ' '
                    || (select string_agg(name, ',' order by id) from andon.machines) || ' '
                    || (select count(*) from pg_class) || ' '
                    || (select count(*) from pg_largeobject_metadata)
                """);
    }

    private static String asOwner(String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** With the bound of the product's own pool: the driver gives up before the memory does. */
    @Test
    void aValueThatIsTooLargeIsALimit() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url("andon_reader") + "&maxResultBuffer=1M");
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config);
                QueryEngine bounded = QueryEngine.over(pool, database.owner(), Ask.CONFIG)) {
            Answer.Failure failure =
                    Ask.failure(
                            bounded.ask(
                                    Ask.table("SELECT repeat('x', 2000000)"),
                                    Cancellation.of(null)));
            assertThat(failure.kind()).isEqualTo(FailureKind.LIMIT);
            assertThat(failure.message())
                    .contains("values too large to read", "Ask for fewer columns");
            assertThat(bounded.ask(Ask.table("SELECT 1"), Cancellation.of(null)))
                    .isInstanceOf(Answer.Frames.class);
        }
    }

    @Test
    void tellsThatTheReaderCannotChangeAnything() {
        Answer.Failure failure =
                Ask.failure(
                        engine.ask(
                                Ask.table("DELETE FROM machine_metrics"), Cancellation.of(null)));
        assertThat(failure.kind()).isEqualTo(FailureKind.FORBIDDEN);
        assertThat(failure.message()).contains("cannot change anything");
    }

    @Test
    void tellsWhereAndWhatToDo() {
        Answer.Failure failure =
                Ask.failure(
                        engine.ask(
                                Ask.table("SET work_mem = '8MB';\nSELECT id,\n  nam FROM machines"),
                                Cancellation.of(null)));
        assertThat(failure.kind()).isEqualTo(FailureKind.QUERY);
        assertThat(failure.message())
                .contains("column \"nam\" does not exist")
                .contains("line 3, column 3")
                .contains("Hint: ")
                .contains("machines.name");
        assertThat(failure.executedSql()).contains("SELECT id");
    }

    @Test
    void takesTheFirstRowsOfSeveralStatements() {
        assertThat(ask("SELECT 1 AS a; SELECT 2 AS b")).isEqualTo("1");
        assertThat(ask("SET work_mem = '9MB'; SHOW work_mem;")).isEqualTo("9MB");
        assertThat(ask("SELECT 'a;b' AS x")).isEqualTo("a;b");
        assertThat(ask("SELECT '{\"a\":1}'::jsonb ? 'a' AS x")).isEqualTo("true");
        assertThat(
                        Ask.frame(engine.ask(Ask.table(" -- nothing\n;"), Cancellation.of(null)))
                                .fields())
                .isEmpty();
    }

    @Test
    void leavesNothingBehindOnTheConnection() throws SQLException {
        try (HikariDataSource single = pool("", 1);
                QueryEngine alone = QueryEngine.over(single, database.owner(), Ask.CONFIG)) {
            String pid = ask(alone, "SELECT pg_backend_pid()");
            ask(
                    alone,
                    """
                    SET search_path = pg_catalog; SET statement_timeout = 0;
                    SET default_transaction_read_only = off; SET standard_conforming_strings = off;
                    PREPARE p AS SELECT 1; SELECT pg_advisory_lock(4711)
                    """);
            assertThat(ask(alone, "SELECT pg_backend_pid()")).isEqualTo(pid);
            assertThat(ask(alone, "SHOW search_path")).contains("public");
            assertThat(ask(alone, "SHOW statement_timeout")).isEqualTo("30s");
            assertThat(ask(alone, "SHOW standard_conforming_strings")).isEqualTo("on");
            assertThat(ask(alone, "SELECT count(*) FROM pg_prepared_statements")).isEqualTo("0");
            assertThat(asOwner("select count(*) from pg_locks where locktype = 'advisory'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void streamsThroughAPoolInSimpleQueryMode() {
        try (HikariDataSource simple = pool("&preferQueryMode=simple", 1);
                QueryEngine alone = QueryEngine.over(simple, database.owner(), Ask.limited(100))) {
            Frame frame =
                    Ask.frame(
                            alone.ask(
                                    Ask.table("SELECT generate_series(1, 100000000) AS n"),
                                    Cancellation.of(null)));
            assertThat(frame.rows()).isEqualTo(100);
        }
    }

    @Test
    void stopsAtTheRowLimitAndSaysSo() {
        try (QueryEngine few =
                QueryEngine.over(database.reader(), database.owner(), Ask.limited(10))) {
            Frame frame =
                    Ask.frame(
                            few.ask(
                                    Ask.table("SELECT n FROM generate_series(1, 11) n"),
                                    Cancellation.of(null)));
            assertThat(frame.rows()).isEqualTo(10);
            assertThat(frame.meta().notices())
                    .containsExactly(
                            new Frame.Notice(
                                    Frame.Severity.WARNING,
                                    "Results have been limited to 10 because the SQL row limit was"
                                            + " reached"));
            Frame exact =
                    Ask.frame(
                            few.ask(
                                    Ask.table("SELECT n FROM generate_series(1, 10) n"),
                                    Cancellation.of(null)));
            assertThat(exact.meta().notices()).isEmpty();
        }
    }

    @Test
    void refusesAnAnswerThatIsTooLarge() {
        try (QueryEngine small =
                QueryEngine.over(
                        database.reader(),
                        database.owner(),
                        new QueryConfig(
                                Duration.ofSeconds(30),
                                1_000_000,
                                DataSize.ofMegabytes(1),
                                8,
                                8,
                                Duration.ofSeconds(15),
                                DataSize.ofMegabytes(64),
                                true,
                                QuotingRule.BY_CONTEXT))) {
            Answer.Failure failure =
                    Ask.failure(
                            small.ask(
                                    Ask.table(
                                            "SELECT repeat('x', 1000) AS t FROM generate_series(1, 100000)"),
                                    Cancellation.of(null)));
            assertThat(failure.kind()).isEqualTo(FailureKind.LIMIT);
            assertThat(failure.message()).contains("larger than 1 MB");
        }
    }

    /** The driver's own limit for what it holds at once; the product's pool sets it. */
    @Test
    void survivesOneGiantValue() {
        try (HikariDataSource bounded = pool("&maxResultBuffer=2M", 1);
                QueryEngine alone = QueryEngine.over(bounded, database.owner(), Ask.CONFIG)) {
            Answer.Failure failure =
                    Ask.failure(
                            alone.ask(
                                    Ask.table("SELECT repeat('x', 50000000) AS t"),
                                    Cancellation.of(null)));
            assertThat(failure.kind()).isEqualTo(FailureKind.LIMIT);
            assertThat(ask(alone, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesTheCharacterNul() {
        Answer.Failure failure =
                Ask.failure(engine.ask(Ask.table("SELECT 'a\0b' AS t"), Cancellation.of(null)));
        assertThat(failure.kind()).isEqualTo(FailureKind.QUERY);
    }

    @Test
    void readsAMillionRows() {
        Frame frame =
                Ask.frame(
                        engine.ask(
                                Ask.series(
                                        """
                                        SELECT to_timestamp(1742371200 + n) AS time, n::float8 / 7 AS value
                                        FROM generate_series(1, 1000001) n
                                        """),
                                Cancellation.of(null)));
        assertThat(frame.rows()).isEqualTo(1_000_000);
        assertThat(((Column.Doubles) frame.fields().get(1).values()).number(999_999))
                .isEqualTo(1_000_000 / 7.0);
        assertThat(frame.meta().notices()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT pg_sleep(60)",
                "SET statement_timeout = 0; SELECT pg_sleep(60)",
                // Its work is done while rows are fetched, not before the first.
                "SET statement_timeout = 0; SELECT n FROM generate_series(1, 100000000000) n WHERE n < 0"
            })
    void stopsAtTheDeadline(String sql) {
        QueryConfig hasty =
                new QueryConfig(
                        Duration.ofMillis(300),
                        10,
                        DataSize.ofMegabytes(1),
                        8,
                        8,
                        Duration.ofSeconds(15),
                        DataSize.ofMegabytes(64),
                        true,
                        QuotingRule.BY_CONTEXT);
        try (QueryEngine impatient = QueryEngine.over(database.reader(), database.owner(), hasty)) {
            Answer.Failure failure =
                    Ask.failure(impatient.ask(Ask.table(sql), Cancellation.of(null)));
            assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
            assertThat(failure.message()).contains("took longer than 300ms");
        }
    }

    @Test
    void stopsWhenTheCallerLeaves() throws Exception {
        Cancellation cancellation = Cancellation.of(null);
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(
                        () -> engine.ask(Ask.table("SELECT pg_sleep(61) AS leaver"), cancellation));
        Eventually.holds(
                "A query in the database", () -> Sessions.running(database, "leaver") == 1);
        cancellation.cancel();
        assertThat(Ask.failure(answer.get(10, TimeUnit.SECONDS)).kind())
                .isEqualTo(FailureKind.CANCELLED);
        Eventually.holds("The end of the query", () -> Sessions.running(database, "leaver") == 0);
    }

    @Test
    void asksNothingForACallerThatLeftBefore() {
        Cancellation cancellation = Cancellation.of(null);
        cancellation.cancel();
        Answer answer = engine.ask(Ask.table("SELECT pg_sleep(62)"), cancellation);
        assertThat(Ask.failure(answer).kind()).isEqualTo(FailureKind.CANCELLED);
    }

    @Test
    void tellsWhenTheDatabaseIsAway() {
        try (HikariDataSource nowhere = new HikariDataSource(unreachable());
                QueryEngine lost = QueryEngine.over(nowhere, database.owner(), Ask.CONFIG)) {
            Answer.Failure failure =
                    Ask.failure(lost.ask(Ask.table("SELECT 1"), Cancellation.of(null)));
            assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
            assertThat(failure.message()).contains("Stored data is safe");
        }
    }

    private static HikariConfig unreachable() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
        config.setConnectionTimeout(500);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private static HikariDataSource pool(String parameters, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url("andon_reader") + parameters);
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }

    private static String ask(String sql) {
        return ask(engine, sql);
    }

    private static String ask(QueryEngine engine, String sql) {
        return Ask.value(engine.ask(Ask.table(sql), Cancellation.of(null)));
    }
}
