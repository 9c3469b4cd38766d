package dev.andon.acceptance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.acceptance.trial.Batch.Point;
import dev.andon.acceptance.trial.Batch.Reading;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the reading role sees.
 *
 * @param url as Andon tells it for psql
 */
record Database(String url) {

    /** The points of the machines with such names, none of which may be there twice. */
    Map<Point, Reading> points(String machines) {
        Map<Point, Reading> points = new HashMap<>();
        try (Connection connection = connect();
                PreparedStatement question =
                        connection.prepareStatement(
                                """
                                select machine_id, metric_type, zone_number,
                                       (extract(epoch from "timestamp") * 1000000)::bigint, value, target_value
                                from machine_metrics where machine_id like ?
                                """)) {
            question.setString(1, machines);
            try (ResultSet rows = question.executeQuery()) {
                while (rows.next()) {
                    Point point =
                            new Point(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getObject(3, Integer.class),
                                    rows.getLong(4));
                    Reading reading =
                            new Reading(rows.getDouble(5), rows.getObject(6, Double.class));
                    assertThat(points.put(point, reading)).as("%s twice", point).isNull();
                }
            }
            return points;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private Connection connect() throws SQLException {
        URI address = URI.create(url);
        String[] account = address.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d%s"
                        .formatted(address.getHost(), address.getPort(), address.getPath()),
                account[0],
                account[1]);
    }
}
