package dev.andon.planner;

import dev.andon.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Three weeks of points of some machines, with gaps, zones, targets here and there, over the night
 * in which Berlin's clocks go forward; rolled up to ten in the morning of the last day.
 */
final class PlannedPlant implements AutoCloseable {
    static final String SINCE = "2026-03-15 03:17:30+00";
    static final String LAST = "2026-04-05 11:47:00+00";
    static final String CLOSED = "2026-04-05 10:00:00+00";

    final TestDatabase database = TestDatabase.migrated();

    PlannedPlant(String zoneOfDays) {
        run("select set_rollup_zone('" + zoneOfDays + "')");
        run(
                "insert into machines (id, name, area) values ('M1', 'One', 'Pressing'), ('M2', 'Two', 'Pressing'), ('M3', 'Three', 'Paint')");
        run("select setseed(0.42)");
        run(
                """
                insert into public.machine_metrics (machine_id, metric_type, value, "timestamp", zone_number, target_value)
                select m, 'temperature', round((60 + 20 * random())::numeric, 2),
                       t + interval '1 second' * floor(random() * 200), z, case when z = 2 and random() < 0.7 then 75 end
                from generate_series(timestamptz '%s', timestamptz '%s', interval '17 minutes') t,
                     (values ('M1', 1), ('M1', 2), ('M2', null), ('M3', 1)) s (m, z)
                where random() < 0.8 and not (m = 'M2' and t between '2026-03-20' and '2026-03-22')
                """
                        .formatted(SINCE, LAST));
        run(
                """
                insert into public.machine_metrics (machine_id, metric_type, value, "timestamp")
                select 'M1', 'power', n, timestamptz '2026-04-01 00:00:00+00' + n * interval '5 minutes' from generate_series(0, 2000) n
                where n %% 7 <> 0 and timestamptz '2026-04-01 00:00:00+00' + n * interval '5 minutes' < '%s'
                """
                        .formatted(LAST));
        run("delete from sample_changes");
        run("select close_until('" + CLOSED + "')");
        for (String level : List.of("5m", "1h", "1d")) {
            while (!run("select close_rollup('" + level + "', interval '1000 hours')")
                    .equals("null")) {
                // Each call closes a bounded time.
            }
        }
    }

    /** The last column of the last row. */
    String run(String sql) {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            String last = "";
            if (statement.execute(sql)) {
                ResultSet rows = statement.getResultSet();
                while (rows.next()) {
                    last = String.valueOf(rows.getString(rows.getMetaData().getColumnCount()));
                }
            }
            return last;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** What a text and its plan answer in one snapshot. */
    record Comparison(
            Plan plan,
            List<String> columns,
            List<List<Object>> expected,
            List<List<Object>> actual,
            List<String> actualColumns) {}

    Comparison compare(String sql) {
        try (Connection connection = database.reader().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(PlannerQueries.ONE_SNAPSHOT);
                statement.execute("set local timezone = 'UTC'");
                RollupState state = PlannerQueries.state(connection);
                Plan plan = new Planner().plan(sql, state);
                List<List<Object>> expected = new ArrayList<>();
                List<List<Object>> actual = new ArrayList<>();
                List<String> columns = read(statement, sql, expected);
                List<String> planned = read(statement, plan.sql(), actual);
                return new Comparison(plan, columns, expected, actual, planned);
            } finally {
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** The first column, as the reading role gets it. */
    List<String> lines(String sql) {
        List<List<Object>> rows = new ArrayList<>();
        try (Connection connection = database.reader().getConnection();
                Statement statement = connection.createStatement()) {
            read(statement, sql, rows);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
        return rows.stream().map(row -> row.getFirst().toString()).toList();
    }

    /** Names and types of the columns. */
    private static List<String> read(Statement statement, String sql, List<List<Object>> into)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(
                        rows.getMetaData().getColumnLabel(i)
                                + " "
                                + rows.getMetaData().getColumnTypeName(i));
            }
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    Object value = rows.getObject(i);
                    row.add(value == null ? "null" : value);
                }
                into.add(row);
            }
        }
        return columns;
    }

    @Override
    public void close() {
        database.close();
    }
}
