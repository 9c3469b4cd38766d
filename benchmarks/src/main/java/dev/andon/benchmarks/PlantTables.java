package dev.andon.benchmarks;

import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What other databases know of machines, as Andon knows it. */
final class PlantTables {
    private static final String EVEN = "right(id, 1)::integer % 2 = 0";

    private PlantTables() {}

    /** Says of the machines in a table where they are; half of them here, half of them there. */
    static String describe(String table) {
        return "update %s set area = case when %s then 'Extrusion' else 'Packing' end, status = case when %s then 'running' else 'idle' end"
                .formatted(table, EVEN, EVEN);
    }

    static String[] machines(History history) {
        String machines =
                IntStream.range(0, history.series())
                        .mapToObj(history::machine)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .map("('%1$s', '%1$s')"::formatted)
                        .collect(Collectors.joining(", "));
        return new String[] {
            "drop table if exists machines",
            "create table machines (id text primary key, name text not null, area text, status text)",
            "insert into machines (id, name) values " + machines,
            describe("machines"),
            "analyze machines"
        };
    }

    /** The names of a series behind its number. */
    static String[] series(History history) {
        String series =
                IntStream.range(0, history.series())
                        .mapToObj(number ->
                                "(%d, '%s', '%s', nullif(%d, 0))"
                                        .formatted(
                                                number,
                                                history.machine(number),
                                                history.metric(number),
                                                history.zone(number)))
                        .collect(Collectors.joining(", "));
        return new String[] {
            "create table series (id integer primary key, machine_id text not null, metric_type text not null, zone_number integer, unique (machine_id, metric_type, zone_number))",
            "insert into series values " + series,
            "analyze series"
        };
    }
}
