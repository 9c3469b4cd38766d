package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What some series must hold, by the simplest means, and what the database says they hold. */
final class Plant {
    record Point(int seriesId, long micros) {}

    /** Doubles compare by their bits here: zeros of either sign differ, no target equals none. */
    record Reading(double value, double target) {}

    final Map<Point, Reading> points = new HashMap<>();
    private final DataSource dataSource;
    private final int[] series;

    private Plant(DataSource dataSource, int[] series) {
        this.dataSource = dataSource;
        this.series = series;
    }

    /** New series, which are nobody else's. */
    static Plant of(DataSource dataSource, String machine, int size) {
        JdbcClient database = JdbcClient.create(dataSource);
        database.sql("insert into machines (id, name) values (:id, :id) on conflict do nothing")
                .param("id", machine)
                .update();
        int[] series =
                database
                        .sql(
                                """
                                insert into series (machine_id, metric_type)
                                select :id, 'metric ' || n from generate_series(1, :size) n returning id
                                """)
                        .param("id", machine)
                        .param("size", size)
                        .query((row, _) -> row.getInt(1))
                        .list()
                        .stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
        return new Plant(dataSource, series);
    }

    /** A plant of the same series with the same points, that goes on by itself. */
    Plant copy() {
        Plant copy = new Plant(dataSource, series);
        copy.points.putAll(points);
        return copy;
    }

    int series(int number) {
        return series[number];
    }

    /** As an application does that knows nothing of Andon: one row through the view. */
    void insert(int seriesId, long micros, double value, double target) throws SQLException {
        String sql =
                """
                insert into public.machine_metrics (machine_id, metric_type, value, "timestamp", target_value)
                select machine_id, metric_type, ?, timestamptz '1970-01-01 00:00:00+00' + ? * interval '1 microsecond',
                       nullif(?, 'NaN'::double precision)
                from andon.series where id = ?
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setDouble(1, value);
            insert.setLong(2, micros);
            insert.setDouble(3, target);
            insert.setInt(4, seriesId);
            insert.executeUpdate();
        }
    }

    /** What must become of a point, given what there was before. */
    Fate apply(int seriesId, long micros, double value, double target) {
        Reading reading = new Reading(value, target);
        Reading before = points.putIfAbsent(new Point(seriesId, micros), reading);
        if (before == null) {
            return Fate.STORED;
        }
        if (before.equals(reading)) {
            return Fate.UNCHANGED;
        }
        points.put(new Point(seriesId, micros), reading);
        return Fate.CORRECTED;
    }

    void mustBeThere(String when) {
        assertThat(stored()).as(when).isEqualTo(points);
    }

    /** As people see it; no point may be there twice. */
    Map<Point, Reading> stored() {
        String sql =
                """
                select s.id, (extract(epoch from m."timestamp") * 1000000)::bigint, m.value, m.target_value
                from public.machine_metrics m
                join andon.series s on s.machine_id = m.machine_id and s.metric_type = m.metric_type
                where s.id = any(?)
                """;
        Map<Point, Reading> stored = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement asked = connection.prepareStatement(sql)) {
            asked.setArray(
                    1, connection.createArrayOf("int4", Arrays.stream(series).boxed().toArray()));
            try (ResultSet rows = asked.executeQuery()) {
                while (rows.next()) {
                    Point point = new Point(rows.getInt(1), rows.getLong(2));
                    Double target = rows.getObject(4, Double.class);
                    Reading twice =
                            stored.put(
                                    point,
                                    new Reading(
                                            rows.getDouble(3),
                                            target == null ? Double.NaN : target));
                    assertThat(twice).as("%s is there twice", point).isNull();
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return stored;
    }
}
