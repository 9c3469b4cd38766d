package dev.andon.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Reads the points of single series as the reading role, through the view that everybody reads. A
 * few thousand rows come at a time, so memory stays bounded.
 */
final class PointQueries {
    private static final int ROWS_AT_A_TIME = 4_000;

    private static final String POINTS =
            """
            select "timestamp", value, target_value from public.machine_metrics
            where machine_id = ? and metric_type = ? and zone_number %s
              and "timestamp" >= ? and "timestamp" <= ?
            order by "timestamp" %s limit ?
            """;

    private final DataSource reader;
    private final Duration timeout;

    PointQueries(DataSource reader, Duration timeout) {
        this.reader = reader;
        this.timeout = timeout;
    }

    /** Of which points the question is; both ends belong to it. */
    record Span(
            String machineId,
            String metricType,
            @Nullable Integer zoneNumber,
            long fromMicros,
            long toMicros,
            boolean newestFirst) {}

    /** What is done while there is a connection. */
    interface Reading<T> {
        T with(Session session) throws SQLException;
    }

    /**
     * @throws QuestionException when there is no answer
     */
    <T> T read(RunningQuery running, Reading<T> reading) {
        try (Connection connection = reader.getConnection()) {
            try {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                running.started(connection.unwrap(PGConnection.class)::cancelQuery);
                try (Statement setting = connection.createStatement()) {
                    // Which months need not be looked at shows only in a plan for these very times.
                    setting.execute(
                            "set local statement_timeout = %d; set local plan_cache_mode = force_custom_plan"
                                    .formatted(timeout.toMillis()));
                }
                return reading.with(new Session(connection));
            } finally {
                // The pool ends the transaction and with it the setting.
                running.ended();
            }
        } catch (SQLException failure) {
            throw ReaderQueries.error(failure).explain(POINTS, new SqlStatements.Part(POINTS, 0));
        }
    }

    /** One connection for the series of one request. */
    static final class Session {
        private final Connection connection;

        private Session(Connection connection) {
            this.connection = connection;
        }

        /** Gives the points to the sink, in the order that the span says. */
        void points(Span span, OptionalLong limit, PointSink sink) throws SQLException {
            String sql =
                    POINTS.formatted(
                            span.zoneNumber() == null ? "is null" : "= " + span.zoneNumber(),
                            span.newestFirst() ? "desc" : "asc");
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(ROWS_AT_A_TIME);
                statement.setString(1, span.machineId());
                statement.setString(2, span.metricType());
                statement.setObject(3, time(span.fromMicros()));
                statement.setObject(4, time(span.toMicros()));
                if (limit.isPresent()) {
                    statement.setLong(5, limit.getAsLong());
                } else {
                    statement.setNull(5, Types.BIGINT);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        double target = rows.getDouble(3);
                        boolean none = rows.wasNull();
                        sink.add(
                                micros(rows.getObject(1, OffsetDateTime.class)),
                                rows.getDouble(2),
                                none ? Double.NaN : target);
                    }
                }
            }
        }

        private static OffsetDateTime time(long micros) {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        }

        private static long micros(OffsetDateTime time) {
            return Math.addExact(
                    Math.multiplyExact(time.toEpochSecond(), 1_000_000), time.getNano() / 1_000);
        }
    }
}
