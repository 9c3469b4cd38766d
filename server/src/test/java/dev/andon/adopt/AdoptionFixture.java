package dev.andon.adopt;

import dev.andon.TestDatabase;
import dev.andon.postgres.ExistingDatabase;
import dev.andon.store.MoveReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database with the seed's table, and an adoption of it whose reports can be listened to. */
final class AdoptionFixture implements AutoCloseable, MoveReport {
    static final AdoptionOptions SEED =
            new AdoptionOptions("public.machine_metrics", Map.of(), null);

    /** Kinds of rows that are no points, a row of each. */
    static final int BAD_ROWS = 13;

    final TestDatabase database;
    final JdbcClient owner;
    final List<String> lines = new CopyOnWriteArrayList<>();
    private Consumer<String> onLine = line -> {};
    private Consumer<Long> onProgress = done -> {};

    AdoptionFixture(TestDatabase database) {
        this.database = database;
        this.owner = JdbcClient.create(database.owner());
    }

    /** Rows of {@code minutes} minutes by 30 s, of 10 machines with 4 series each. */
    static AdoptionFixture ofSeed(int minutes) {
        AdoptionFixture fixture = new AdoptionFixture(TestDatabase.empty());
        fixture.run(
                """
                create table public.machines (
                    id varchar(50) primary key, name varchar(100) not null, area text, status text, oee real,
                    last_updated timestamptz default now());
                insert into public.machines (id, name, area, oee)
                select 'M-' || m, 'Machine ' || m, 'Area ' || m % 3, 75.5 from generate_series(1, 10) m;
                create table public.machine_metrics (
                    id serial primary key, machine_id varchar(50) references public.machines (id), metric_type text,
                    value double precision, "timestamp" timestamptz default now(), zone_number integer,
                    target_value double precision);
                create index idx_machine_metrics_timestamp on public.machine_metrics ("timestamp");
                """,
                """
                insert into public.machine_metrics (machine_id, metric_type, value, "timestamp", zone_number, target_value)
                select 'M-' || m, case when k < 3 then 'multi_zone_temp' else 'metric_' || k end,
                       round((50 + 10 * sin(n / 60.0) + m)::numeric, 2), timestamptz '2026-03-01 06:00:00Z' + n * interval '30 s',
                       case when k < 3 then k end, case when k = 3 then 50 end
                from generate_series(0, %d * 2 - 1) n, generate_series(1, 10) m, generate_series(1, 4) k;
                """
                        .formatted(minutes));
        return fixture;
    }

    AdoptionFixture withBadRows() {
        run(
                """
                insert into public.machine_metrics (machine_id, metric_type, value, "timestamp", zone_number, target_value) values
                    (null, 'bad', 1, '2026-03-01 12:00:00Z', null, null),
                    ('M-1', null, 1, '2026-03-01 12:00:00Z', null, null),
                    ('M-1', ' ', 1, '2026-03-01 12:00:00Z', null, null),
                    ('M-1', repeat('n', 201), 1, '2026-03-01 12:00:00Z', null, null),
                    ('M-1', E'tab\\there', 1, '2026-03-01 12:00:00Z', null, null),
                    ('M-1', 'bad', null, '2026-03-01 12:00:00Z', null, null),
                    ('M-1', 'bad', 'NaN', '2026-03-01 12:00:00Z', null, null),
                    ('M-1', 'bad', 1, '2026-03-01 12:00:00Z', null, 'Infinity'),
                    ('M-1', 'bad', 1, '2026-03-01 12:00:00Z', -1, null),
                    ('M-1', 'bad', 1, null, null, null),
                    ('M-1', 'bad', 1, 'infinity', null, null),
                    ('M-1', 'bad', 1, '1969-12-31 23:59:59Z', null, null),
                    ('M-1', 'bad', 1, '2106-02-07 06:28:15Z', null, null)
                """,
                """
                insert into public.machine_metrics (machine_id, metric_type, value, "timestamp") values
                    ('M-1', 'twice', 1, '2026-03-01 12:00:00Z'), ('M-1', 'twice', 1, '2026-03-01 12:00:00Z'),
                    ('M-1', 'twice', 1, '2026-03-01 13:00:00Z'), ('M-1', 'twice', 2, '2026-03-01 13:00:00Z')
                """);
        return this;
    }

    AdoptionFixture onLine(Consumer<String> listener) {
        onLine = listener;
        return this;
    }

    AdoptionFixture onProgress(Consumer<Long> listener) {
        onProgress = listener;
        return this;
    }

    /** What a command does, in a session of its own. */
    interface Command {
        void run(Adoption adoption) throws SQLException;
    }

    void adoption(Command command) throws SQLException {
        try (ExistingDatabase existing =
                ExistingDatabase.open("adopt", database.url("andon"), "andon_reader", "test")) {
            command.run(new Adoption(existing, Clock.systemUTC(), this));
        }
    }

    boolean verified() throws SQLException {
        boolean[] verified = new boolean[1];
        adoption(adoption -> verified[0] = adoption.verify());
        return verified[0];
    }

    void run(String... statements) {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    long number(String sql) {
        return owner.sql(sql).query(Long.class).single();
    }

    String text(String sql) {
        return owner.sql(sql).query(String.class).single();
    }

    @Override
    public void line(String text) {
        lines.add(text);
        onLine.accept(text);
    }

    @Override
    public void progress(String what, long done, long all) {
        onProgress.accept(done);
    }

    @Override
    public void close() {
        database.close();
    }
}
