package dev.andon.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of a PostgreSQL on this machine, and who asks it. */
record Database(int port, String name, String user, String password) {

    /** Statements are planned each time, as those of psql and Grafana are. */
    Connection open() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?prepareThreshold=0".formatted(port, name),
                user,
                password);
    }

    /** Each in a transaction of its own. */
    void execute(String... statements) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String text(String question) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** 0 where the answer is null, as a sum over nothing is. */
    long number(String question) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    boolean isTrue(String question) throws SQLException {
        return text(question).equals("t");
    }

    long bytes() throws SQLException {
        return number("select pg_database_size(current_database())");
    }
}
