package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A dashboard of the plant with twenty panels, such as people build, in a folder of its own. */
final class TwentyPanels {
    static final String UID = "twenty-panels";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TIME_SERIES = "timeseries";
    private static final String STAT = "stat";
    private static final String TABLE = "table";

    private final String fine;
    private final String coarse;
    private final ArrayNode panels = JSON.createArrayNode();

    /** By number. */
    private static final List<String> TITLES =
            List.of(
                    "one machine, avg",
                    "one machine, min avg max",
                    "by machine, avg",
                    "by machine, max",
                    "by machine, coarse avg",
                    "by machine, coarse stddev",
                    "one machine, coarse min max",
                    "zones by FILTER",
                    "zones by CASE",
                    "by area, joined",
                    "areas side by side, joined",
                    "points a day of Berlin",
                    "table of machines, joined",
                    "highest, HAVING",
                    "machines by status",
                    "list of machines",
                    "one average",
                    "one maximum",
                    "points by machine",
                    "last value");

    private TwentyPanels(String fine, String coarse) {
        this.fine = fine;
        this.coarse = coarse;
    }

    /**
     * Writes it.
     *
     * @param fine width of the buckets of panels that want them all, as Grafana writes it
     * @param coarse … of the others
     * @return the settings of a server that shows it
     */
    static String provisionedIn(Path folder, String fine, String coarse) throws IOException {
        Path shipped = Path.of("provisioning");
        Path plant = Files.createDirectories(folder.resolve("dashboards/plant"));
        Files.createDirectories(folder.resolve("datasources"));
        for (String file : List.of("datasources/andon.yaml", "dashboards/andon.yaml")) {
            Files.copy(shipped.resolve(file), folder.resolve(file));
        }
        Files.writeString(
                plant.resolve(UID + ".json"), new TwentyPanels(fine, coarse).json().toString());
        return "andon.dashboard.provisioning: %s\n".formatted(folder);
    }

    static String title(int panel) {
        return TITLES.get(panel - 1);
    }

    private ObjectNode json() {
        ofMachines();
        ofThePlant();
        ofTheRange();
        ObjectNode dashboard =
                JSON.createObjectNode()
                        .put("uid", UID)
                        .put("title", "Twenty panels")
                        .put("schemaVersion", 39);
        dashboard
                .putObject("templating")
                .putArray("list")
                .addObject()
                .put("name", "machine")
                .put("type", "query")
                .put("query", "select id from machines order by id")
                .put("multi", true)
                .put("includeAll", true)
                .put("refresh", 1)
                .set("current", JSON.createObjectNode().put("text", "All").put("value", "$__all"));
        dashboard.set("panels", panels);
        return dashboard;
    }

    private void ofMachines() {
        series(fine, "avg(value)", "machine_id = 'Q-1000' and metric_type = 'temperature'");
        series(
                fine,
                "min(value), avg(value), max(value)",
                "machine_id = 'Q-1001' and metric_type = 'pressure'");
        byMachine("$__interval", "avg(value)", "temperature");
        byMachine("$__interval", "max(value)", "pressure");
        byMachine(coarse, "avg(value)", "temperature");
        byMachine(coarse, "stddev(value)", "pressure");
        series(
                coarse,
                "min(value), max(value)",
                "machine_id = 'Q-1001' and metric_type = 'temperature'");
        String zones =
                "avg(value) filter (where zone_number = 1) as zone1, avg(value) filter (where zone_number = 2) as zone2";
        series(fine, zones, "machine_id = 'Q-1000' and metric_type = 'multi_zone_temp'");
        series(
                coarse,
                "max(case when zone_number = 1 then value end) as zone1, max(case when zone_number = 2 then value end) as zone2",
                "machine_id = 'Q-1001' and metric_type = 'multi_zone_temp'");
    }

    private void ofThePlant() {
        String joined = " from machine_metrics join machines m on m.id = machine_id where ";
        panel(
                TIME_SERIES,
                "select $__timeGroupAlias(\"timestamp\", $__interval), m.area as metric, avg(value)"
                        + joined
                        + "metric_type = 'temperature' and $__timeFilter(\"timestamp\") group by 1, 2 order by 1");
        panel(
                TIME_SERIES,
                "select $__timeGroupAlias(\"timestamp\", '%s'), avg(case when m.area = 'Extrusion' then value end) as extrusion, avg(case when m.area = 'Packing' then value end) as packing"
                                .formatted(coarse)
                        + joined
                        + "metric_type = 'pressure' and $__timeFilter(\"timestamp\") group by 1 order by 1");
        panel(
                TIME_SERIES,
                "select date_trunc('day', \"timestamp\" at time zone 'Europe/Berlin') at time zone 'Europe/Berlin' as time, count(value) from machine_metrics where machine_id in ($machine) and $__timeFilter(\"timestamp\") group by 1 order by 1");
        panel(
                TABLE,
                "select m.name, avg(value), min(value), max(value)"
                        + joined
                        + "metric_type = 'temperature' and $__timeFilter(\"timestamp\") group by 1 order by 1");
        panel(
                TABLE,
                "select machine_id, $__timeGroup(\"timestamp\", '%s') as time, max(value) from machine_metrics where metric_type = 'pressure' and $__timeFilter(\"timestamp\") group by 1, 2 having max(value) > 34 order by 3 desc limit 20"
                        .formatted(coarse));
        panel(STAT, "select status as metric, count(*) as machines from machines group by 1");
        panel(TABLE, "select id, name, area, status, oee from machines order by id");
    }

    private void ofTheRange() {
        String range =
                " from machine_metrics where metric_type = 'temperature' and machine_id in ($machine) and $__timeFilter(\"timestamp\")";
        panel(STAT, "select avg(value)" + range);
        panel(STAT, "select max(value)" + range);
        panel(STAT, "select machine_id as metric, count(*) as points" + range + " group by 1");
        panel(
                STAT,
                "select \"timestamp\" as time, value from machine_metrics where machine_id = 'Q-1000' and metric_type = 'temperature' and $__timeFilter(\"timestamp\") order by \"timestamp\" desc limit 1");
    }

    private void series(String width, String values, String which) {
        panel(
                TIME_SERIES,
                "select $__timeGroupAlias(\"timestamp\", '%s'), %s from machine_metrics where %s and $__timeFilter(\"timestamp\") group by 1 order by 1"
                        .formatted(width, values, which));
    }

    private void byMachine(String width, String value, String metric) {
        panel(
                TIME_SERIES,
                "select $__timeGroupAlias(\"timestamp\", '%s'), machine_id as metric, %s from machine_metrics where machine_id in ($machine) and metric_type = '%s' and $__timeFilter(\"timestamp\") group by 1, 2 order by 1"
                        .formatted(width, value, metric));
    }

    private void panel(String type, String sql) {
        int id = panels.size() + 1;
        ObjectNode panel =
                panels.addObject().put("id", id).put("type", type).put("title", title(id));
        panel.putObject("gridPos")
                .put("x", 6 * (panels.size() % 4))
                .put("y", 8 * (panels.size() / 4))
                .put("w", 6)
                .put("h", 8);
        ObjectNode source = JSON.createObjectNode().put("type", "postgres").put("uid", "andon");
        panel.set("datasource", source);
        panel.putArray("targets")
                .addObject()
                .put("refId", "A")
                .put("rawSql", sql)
                .put("format", type.equals(TIME_SERIES) ? "time_series" : "table")
                .set("datasource", source);
    }
}
