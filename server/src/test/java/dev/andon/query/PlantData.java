package dev.andon.query;

import dev.andon.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** A database with the three machines and two hours of {@code vectors/plant}. */
final class PlantData {
    /** What the migrations do not (yet) bring. */
    private static final String MISSING =
            """
            do $do$
            begin
                if to_regclass('public.machine_metrics') is null then
                    create table public.machine_metrics (
                        machine_id text not null, metric_type text not null,
                        value double precision, timestamp timestamptz not null,
                        zone_number integer, target_value double precision);
                end if;
                if not exists (select from pg_proc where proname = 'time_bucket') then
                    create function public.time_bucket(width interval, ts timestamptz)
                        returns timestamptz language sql immutable
                        as $$ select date_bin(width, ts, timestamptz '2000-01-03 00:00:00+00') $$;
                end if;
            end
            $do$;
            grant select on public.machine_metrics to andon_reader;
            """;

    private PlantData() {}

    static TestDatabase database() {
        TestDatabase database = TestDatabase.migrated();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(MISSING);
            statement.execute(
                    "insert into machines(id, name, area, status) values " + rows("machines.csv"));
            statement.execute(
                    "insert into public.machine_metrics(machine_id, metric_type, value, timestamp,"
                            + " zone_number, target_value) values "
                            + rows("machine_metrics.csv"));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return database;
    }

    private static String rows(String file) {
        try {
            List<String> lines = Files.readAllLines(Vectors.path("plant/" + file));
            return lines.stream().skip(1).map(PlantData::row).collect(Collectors.joining(",\n"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String row(String line) {
        StringBuilder row = new StringBuilder("(");
        String separator = "";
        for (String cell : line.split(",", -1)) {
            row.append(separator).append(cell.isEmpty() ? "null" : Sql.literal(cell));
            separator = ", ";
        }
        return row.append(')').toString();
    }
}
