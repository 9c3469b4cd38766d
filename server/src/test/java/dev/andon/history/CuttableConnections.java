package dev.andon.history;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A server's connections, which can be cut before any statement, and before or after any commit: as
 * when a power supply fails, all at once, and nothing can be had until they are mended.
 */
final class CuttableConnections extends DelegatingDataSource {
    private final Ending ending;
    private final Set<Connection> open = new LinkedHashSet<>();
    private int left = Integer.MAX_VALUE;
    private boolean cut;

    CuttableConnections(DataSource target, Ending ending) {
        super(target);
        this.ending = ending;
    }

    /** Ends a session of the database. Returns when nothing of it is left but what it committed. */
    interface Ending {
        void end(Connection connection) throws SQLException;
    }

    /** After so many steps. */
    void cutAfter(int steps) {
        left = steps;
    }

    boolean isCut() {
        return cut;
    }

    /** Whatever was to be cut, from now on nothing is. */
    void mend() {
        cut = false;
        left = Integer.MAX_VALUE;
        open.clear();
    }

    @Override
    public Connection getConnection() throws SQLException {
        step();
        Connection real = super.getConnection();
        open.add(real);
        return proxy(
                Connection.class, (_, method, arguments) -> onConnection(real, method, arguments));
    }

    private @Nullable Object onConnection(
            Connection real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "close" -> {
                open.remove(real);
                if (cut) {
                    return null;
                }
            }
            case "commit", "unwrap" -> step();
            case "isClosed", "hashCode", "equals", "toString" -> {}
            default -> refuseWhenCut();
        }
        Object answer = invoke(real, method, arguments);
        if (method.getName().equals("commit")) {
            step();
        }
        return switch (answer) {
            case PreparedStatement prepared ->
                    proxy(PreparedStatement.class, (_, m, a) -> onStatement(prepared, m, a));
            case Statement statement ->
                    proxy(Statement.class, (_, m, a) -> onStatement(statement, m, a));
            case null, default -> answer;
        };
    }

    private @Nullable Object onStatement(
            Statement real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().startsWith("execute")) {
            step();
        }
        return invoke(real, method, arguments);
    }

    private void step() throws SQLException {
        refuseWhenCut();
        if (left-- > 0) {
            return;
        }
        cut = true;
        for (Connection connection : open) {
            ending.end(connection);
        }
        throw lost();
    }

    private void refuseWhenCut() throws SQLException {
        if (cut) {
            throw lost();
        }
    }

    /** The log of a test that cuts a hundred times is to be readable. */
    private static SQLException lost() {
        SQLException lost = new SQLException("the connection is cut", "08006");
        lost.setStackTrace(new StackTraceElement[0]);
        return lost;
    }

    private static @Nullable Object invoke(
            Object real, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
