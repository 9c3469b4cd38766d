package dev.andon.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The connection is lost before any of the transactions, statements and commits of a run. */
class RetentionCrashTest {
    private static final Rule[] RULES = {
        RetentionTest.rule("vibration_*", null, "40d"), RetentionTest.rule(null, null, "60d")
    };

    @Test
    void whereverARunIsCutOffTheNextOnesComeToTheSameEnd() {
        try (StoredHistory history = new StoredHistory();
                StoredHistory undisturbed = new StoredHistory()) {
            List<String> hours = history.rollup("machine_metrics_hourly");
            undisturbed.with(RULES).run("schedule");

            int steps = 0;
            boolean cutOff;
            do {
                FailingConnections failing = new FailingConnections(history.dataSource(), steps);
                Retention retention = history.with(failing, RULES);
                retention.run("schedule");
                cutOff = failing.hasFailed();
                assertThat(history.rollup("machine_metrics_hourly")).isEqualTo(hours);
                steps++;
            } while (cutOff);

            assertThat(steps).isGreaterThan(30);
            assertThat(history.points()).isEqualTo(undisturbed.points());
            assertThat(
                            history.lines(
                                    "select sum(points)::text from retention_log where level = 'raw'"))
                    .isEqualTo(
                            undisturbed.lines(
                                    "select sum(points)::text from retention_log where level = 'raw'"));
            assertThat(
                            history.lines(
                                    "select relname from pg_class where relkind = 'r' and relname ~ '^(samples|sample_blocks|rollup)_' order by 1"))
                    .isEqualTo(
                            undisturbed.lines(
                                    "select relname from pg_class where relkind = 'r' and relname ~ '^(samples|sample_blocks|rollup)_' order by 1"));
        }
    }

    /** Lets so many steps through, and loses every connection after that. */
    private static final class FailingConnections extends DelegatingDataSource {
        private static final Set<String> STEPS =
                Set.of("prepareStatement", "createStatement", "commit");

        private int left;
        private boolean failed;

        FailingConnections(DataSource target, int steps) {
            super(target);
            this.left = steps;
        }

        boolean hasFailed() {
            return failed;
        }

        @Override
        public Connection getConnection() throws SQLException {
            step();
            Connection real = super.getConnection();
            return (Connection)
                    Proxy.newProxyInstance(
                            Connection.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (proxy, method, arguments) -> {
                                if (STEPS.contains(method.getName())) {
                                    step();
                                }
                                try {
                                    return method.invoke(real, arguments);
                                } catch (InvocationTargetException failure) {
                                    throw failure.getCause();
                                }
                            });
        }

        private void step() throws SQLException {
            if (left-- <= 0) {
                failed = true;
                throw new SQLException("the connection is lost", "08006");
            }
        }
    }
}
