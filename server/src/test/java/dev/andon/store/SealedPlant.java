package dev.andon.store;

import dev.andon.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A small plant in a database, some days of which are sealed. */
final class SealedPlant {
    private final TestDatabase database;

    SealedPlant(TestDatabase database) {
        this.database = database;
    }

    JdbcClient owner() {
        return JdbcClient.create(database.owner());
    }

    JdbcClient reader() {
        return JdbcClient.create(database.reader());
    }

    BlockStore store() {
        return new BlockStore(database.owner());
    }

    Connection connection() throws SQLException {
        return database.owner().getConnection();
    }

    void empty() {
        owner().sql(
                        "truncate samples, sample_blocks, sample_changes, series, machines restart identity")
                .update();
    }

    /** Three series, a point every 30 s: whole numbers that rise, decimals, and any doubles. */
    void insertDay(LocalDate day) {
        owner().sql(
                        "insert into machines (id, name) values ('M', 'M'), ('N', 'N') on conflict do nothing")
                .update();
        owner().sql(
                        "insert into series (machine_id, metric_type, zone_number)"
                                + " values ('M', 'temp', null), ('M', 'temp', 2), ('N', 'speed', 1) on conflict do nothing")
                .update();
        owner().sql("select ensure_samples_partition(?)").param(day).query().singleRow();
        owner().sql(
                        """
                        insert into samples
                        select s.id, ?::date::timestamp at time zone 'UTC' + n * interval '30 seconds',
                               case s.id when 1 then n when 2 then round(sin(n / 100.0)::numeric * 20, 2) else sin(n) end,
                               case s.id when 2 then case n % 3 when 0 then 80 end when 3 then 50.5 end
                        from series s cross join generate_series(0, 2879) n
                        """)
                .param(day)
                .update();
    }

    void sealOneSeries(LocalDate day) throws SQLException {
        insertDay(day);
        owner().sql("delete from samples where series_id > 1").update();
        sealDay(day);
    }

    void sealDay(LocalDate day) throws SQLException {
        List<SampleBlock> sealed = new ArrayList<>();
        for (int series = 1; series <= 3; series++) {
            List<double[]> rows =
                    owner().sql(
                                    "select extract(epoch from \"timestamp\"), value, coalesce(target_value, 'NaN') from samples"
                                            + " where series_id = ? order by \"timestamp\"")
                            .param(series)
                            .query((row, number) ->
                                    new double[] {
                                        row.getDouble(1), row.getDouble(2), row.getDouble(3)
                                    })
                            .list();
            long[] micros = rows.stream().mapToLong(row -> ((long) row[0]) * 1_000_000).toArray();
            double[] values = rows.stream().mapToDouble(row -> row[1]).toArray();
            double[] targets = rows.stream().mapToDouble(row -> row[2]).toArray();
            sealed.addAll(BlockCodec.encode(series, micros, values, targets, 0, micros.length));
        }
        seal(YearMonth.from(day), sealed);
        owner().sql("delete from samples").update();
    }

    void seal(YearMonth month, List<SampleBlock> sealed) throws SQLException {
        store().ensureMonth(month);
        try (Connection connection = connection()) {
            store().insert(connection, sealed);
        }
    }

    void insert(String time, String value, String target) {
        owner().sql(insertion(time, value, target)).update();
    }

    void insertImpatiently(String time) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local lock_timeout = '200ms'");
            statement.execute(insertion(time, "7", "null"));
            connection.commit();
        }
    }

    static String insertion(String time, String value, String target) {
        return "insert into public.machine_metrics (machine_id, metric_type, value, \"timestamp\", target_value)"
                + " values ('M', 'temp', %s, '%s', %s)".formatted(value, time, target);
    }

    static List<Object> points(SampleBlock block) {
        List<Object> points = new ArrayList<>(List.of(block.seriesId(), block.lastMicros()));
        BlockCodec.decode(
                block, (micros, value, target) -> points.addAll(List.of(micros, value, target)));
        return points;
    }

    static List<String> months(JdbcClient client, String query) {
        String plan = String.join("\n", rows(client, "explain " + query));
        return Pattern.compile("sample_blocks_\\d{6}")
                .matcher(plan)
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
    }

    static List<String> rows(JdbcClient client, String query) {
        return client.sql(query)
                .query((row, number) -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        text.append(row.getString(i)).append('|');
                    }
                    return text.toString();
                })
                .list();
    }

    static String text(JdbcClient client, String sql) {
        return client.sql(sql).query((row, number) -> row.getString(1)).single();
    }
}
