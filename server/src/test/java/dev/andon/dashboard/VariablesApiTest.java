package dev.andon.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.andon.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class VariablesApiTest {
    private static final String DASHBOARD =
            """
            {"uid": "vars", "title": "Variables", "schemaVersion": 37, "panels": [], "templating": {"list": [
              {"name": "machine", "label": "Machine", "type": "query", "datasource": {"uid": "${source}"}, "refresh": 2,
               "multi": true, "includeAll": true,
               "query": "SELECT name AS __text, id AS __value FROM machines WHERE area = '$area' ORDER BY id"},
              {"name": "area", "type": "query", "datasource": {"type": "postgres", "uid": "andon"}, "refresh": 1, "sort": 2,
               "query": {"rawSql": "SELECT DISTINCT area FROM machines", "refId": "x"}, "hide": 1,
               "current": {"text": "Hall A", "value": "Hall A"}},
              {"name": "source", "type": "datasource", "query": "postgres", "regex": "/^Andon/", "current": {}},
              {"name": "flat", "type": "query", "refresh": 1, "query": "SELECT 'a' AS x, 'b' AS y UNION ALL SELECT 'c', 'a'"},
              {"name": "cut", "type": "query", "refresh": 1, "regex": "/$area: (.*)/", "query": "SELECT 'Hall A: ' || id FROM machines"},
              {"name": "saved", "type": "query", "refresh": 0, "query": "SELECT broken", "options": [
                {"text": "All", "value": "$__all"}, {"text": "One", "value": "1"}], "includeAll": true, "current": {}},
              {"name": "bucket", "type": "interval", "query": "1m,5m", "auto": true, "auto_count": 30, "auto_min": "10s",
               "current": {"text": "5m", "value": "5m"}},
              {"name": "limit", "type": "custom", "query": "80, high : 90", "current": {"text": "high", "value": "90"}},
              {"name": "strict", "type": "custom", "query": "a,b", "allowCustomValue": false, "current": {}},
              {"name": "note", "type": "textbox", "query": "shift A"},
              {"name": "fixed", "type": "constant", "query": "it's", "hide": 2},
              {"name": "nothing", "type": "query", "refresh": 1, "query": "SELECT id FROM machines WHERE false", "includeAll": true},
              {"name": "afterNothing", "type": "query", "refresh": 1, "query": "SELECT name FROM machines WHERE id IN ($nothing)"},
              {"name": "broken", "type": "query", "refresh": 1, "query": "SELECT nonsense FROM nowhere"},
              {"name": "elsewhere", "type": "query", "refresh": 1, "datasource": {"uid": "influx"}, "query": "x"},
              {"name": "lost", "type": "query", "refresh": 1, "datasource": {"uid": "gone"}, "query": "x"},
              {"name": "loop1", "type": "query", "refresh": 1, "query": "$loop2"},
              {"name": "loop2", "type": "query", "refresh": 1, "query": "$loop1"},
              {"name": "on", "type": "switch", "current": {"text": "false", "value": "false"}, "options": [
                {"text": "Yes", "value": "yes"}, {"text": "No", "value": "false"}]},
              {"name": "plain", "type": "switch", "current": {}},
              {"name": "frozen", "type": "snapshot", "query": "x", "options": [{"text": "Then", "value": "t"}],
               "current": {"text": "Then", "value": "t"}},
              {"name": "around", "type": "query", "refresh": 1, "sort": 1, "regex": "/M/", "query": "SELECT id FROM machines WHERE id < 'M-02'",
               "staticOptions": [{"text": "None", "value": "-"}], "staticOptionsOrder": "after"},
              {"name": "among", "type": "query", "refresh": 1, "sort": 1, "query": "SELECT 'a' UNION SELECT 'c'",
               "staticOptions": [{"text": "b", "value": "b"}, {"text": "c", "value": "c"}], "staticOptionsOrder": "sorted"},
              {"name": "first", "type": "query", "refresh": true, "options": [{"text": "Old", "value": "old"}], "query": "SELECT 'a'", "staticOptions": [{"text": "z", "value": "z"}]},
              {"name": "filters", "type": "groupby"},
              {"name": "known", "type": "query", "refresh": 1, "regex": "/^M/",
               "query": "SELECT id AS __value, name AS __text, area, NULL AS note FROM machines ORDER BY id DESC"},
              {"name": "columns", "type": "query", "refresh": 1, "query": {"meta": {"textField": "name", "valueField": "id"},
               "rawSql": "SELECT area, id, name FROM machines ORDER BY id DESC"}},
              {"name": "noColumn", "type": "query", "refresh": 1, "query": {"meta": {"valueField": "ident"}, "rawSql": "SELECT id FROM machines"}},
              {"name": "json", "type": "custom", "valuesFormat": "json", "query": "[{\\"text\\": \\"See\\", \\"value\\": \\"c\\", \\"sign\\": \\"!\\"}, \\"b\\"]"},
              {"name": "byText", "type": "query", "refresh": 1, "regex": "/Press/", "regexApplyTo": "text",
               "query": "SELECT name AS __text, id AS __value FROM machines"},
              {"name": "everywhere", "type": "custom", "query": "Hall A,Hall B", "includeAll": true, "allValue": "SELECT area FROM machines WHERE id <> '$strict'"},
              {"name": "inEverywhere", "type": "query", "refresh": 1, "query": "SELECT id FROM machines WHERE area IN ($everywhere) ORDER BY id DESC"},
              {"name": "ofKnown", "type": "query", "refresh": 1, "query": "SELECT '${known.area}/${known:text}/${json.sign}/${known.nothing}'"},
              {"name": "during", "type": "query", "refresh": 2, "query": "SELECT $__timeFrom() AS a WHERE now() > $__timeTo() AND $__timeFilter(timestamptz '2025-03-19 09:00Z')"},
              {"name": "searched", "type": "query", "refresh": 0, "options": [{"text": "Old", "value": "old"}],
               "query": "SELECT id FROM machines WHERE area = '$area' AND name ILIKE '%$__searchFilter' ORDER BY id LIMIT 1"},
              {"name": "many", "type": "query", "refresh": 1, "query": "SELECT generate_series(1, 10001)"}
            ]}}
            """;

    @TempDir private static Path folder;
    private static TestDatabase database;
    private static DashboardServer server;

    @BeforeAll
    static void start() throws Exception {
        DashboardServer.write(folder.resolve("dashboards/vars.json"), DASHBOARD);
        database = DashboardServer.plant();
        server = DashboardServer.start(database, folder);
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @Test
    void answersInTheOrderOfTheDashboard() throws Exception {
        List<String> names = new ArrayList<>();
        resolve("{}").forEach(variable -> names.add(variable.path("name").asString()));
        assertThat(names).startsWith("machine", "area", "source").endsWith("many").hasSize(36);
    }

    @Test
    void resolvesWhatDependsOnOthersAfterThem() throws Exception {
        assertThat(variable("machine", "{}"))
                .isEqualTo(
                        json(
                                """
                                {"name": "machine", "label": "Machine", "type": "query", "hide": 0, "multi": true, "includeAll": true,
                                 "options": [{"text": "All", "value": "$__all"}, {"text": "Extruder 1", "value": "M-01"},
                                             {"text": "Press 2", "value": "M-02"}],
                                 "current": {"text": ["All"], "value": ["$__all"]}}
                                """));
        JsonNode inHallB =
                variable("machine", "{\"area\": [\"Hall B\"], \"machine\": [\"M-01\", \"M-0'3\"]}");
        assertThat(values(inHallB)).containsExactly("M-0'3");
        assertThat(inHallB.at("/current/text/0").asString()).isEqualTo("O'Neil");
    }

    @Test
    void dropsAChoiceThatTheNewOptionsNoLongerHold() throws Exception {
        assertThat(values(variable("machine", "{\"area\":[\"Hall B\"],\"machine\":[\"M-01\"]}")))
                .containsExactly("$__all");
    }

    @Test
    void takesTheSavedChoiceThenTheFirst() throws Exception {
        assertThat(values(variable("area", "{}"))).containsExactly("Hall A");
        assertThat(options(variable("area", "{}"))).containsExactly("Hall B", "Hall A");
        assertThat(values(variable("limit", "{}"))).containsExactly("90");
        assertThat(values(variable("flat", "{}"))).containsExactly("a");
        assertThat(values(variable("bucket", "{}"))).containsExactly("5m");
        assertThat(values(variable("saved", "{}"))).containsExactly("$__all");
    }

    @Test
    void takesValuesNobodyOffersUnlessTheAuthorForbidsIt() throws Exception {
        assertThat(values(variable("limit", "{\"limit\": [\"1); DROP TABLE machines\", \"2\"]}")))
                .containsExactly("1); DROP TABLE machines");
        assertThat(values(variable("strict", "{\"strict\": [\"z\"]}"))).containsExactly("a");
        assertThat(values(variable("note", "{\"note\": [\"typed\"]}"))).containsExactly("typed");
        assertThat(values(variable("fixed", "{\"fixed\": [\"other\"]}"))).containsExactly("it's");
    }

    @Test
    void offersOptionsByType() throws Exception {
        assertThat(options(variable("flat", "{}"))).containsExactly("a", "c", "b");
        assertThat(options(variable("cut", "{}"))).containsExactly("M-01", "M-02", "M-0'3");
        assertThat(options(variable("source", "{}"))).containsExactly("andon", "andon2");
        assertThat(options(variable("bucket", "{}"))).containsExactly("$__auto", "1m", "5m");
        assertThat(options(variable("saved", "{}"))).containsExactly("$__all", "1");
        assertThat(options(variable("note", "{}"))).isEmpty();
        assertThat(options(variable("nothing", "{}"))).containsExactly("$__all");
        assertThat(variable("nothing", "{}").has("error")).isFalse();
    }

    @Test
    void offersWhatOnlyNewerGrafanasHave() throws Exception {
        assertThat(options(variable("on", "{}"))).containsExactly("yes", "false");
        assertThat(values(variable("on", "{}"))).containsExactly("false");
        assertThat(options(variable("plain", "{}"))).containsExactly("true", "false");
        assertThat(values(variable("frozen", "{}"))).containsExactly("t");
        assertThat(options(variable("around", "{}"))).containsExactly("M-0'3", "M-01", "-");
        assertThat(options(variable("among", "{}"))).containsExactly("a", "b", "c");
        assertThat(options(variable("first", "{}"))).containsExactly("z", "a");
    }

    @Test
    void furtherColumnsArePropertiesOfAnOption() throws Exception {
        JsonNode first = variable("known", "{}").at("/options/0");
        assertThat(first)
                .isEqualTo(
                        json(
                                """
                                {"text": "Press 2", "value": "M-02", "properties": {"area": "Hall A", "note": ""}}
                                """));
        assertThat(variable("columns", "{}").at("/options/0"))
                .isEqualTo(
                        json(
                                """
                                {"text": "Press 2", "value": "M-02", "properties": {"area": "Hall A"}}
                                """));
        assertThat(error("noColumn")).contains("no column 'ident'");
        assertThat(variable("json", "{}").path("options"))
                .isEqualTo(
                        json(
                                """
                                [{"text": "See", "value": "c", "properties": {"sign": "!"}}, {"text": "b", "value": "b"}]
                                """));
        assertThat(values(variable("ofKnown", "{}"))).containsExactly("Hall A/Press 2/!/M-02");
        assertThat(values(variable("ofKnown", "{\"known\": [\"M-01\"], \"json\": [\"b\"]}")))
                .containsExactly("Hall A/Extruder 1/b/M-01");
    }

    @Test
    void regularExpressionsLookAtTheTextWhereTheFileSaysSo() throws Exception {
        assertThat(options(variable("byText", "{}"))).containsExactly("M-02");
    }

    @Test
    void allOfTheAuthorsOwnGoesIntoWhatDependsOnIt() throws Exception {
        String all = "{\"everywhere\": [\"$__all\"]}";
        assertThat(options(variable("inEverywhere", all))).containsExactly("M-02", "M-01", "M-0'3");
        assertThat(options(variable("inEverywhere", "{\"everywhere\": [\"Hall B\"]}")))
                .containsExactly("M-0'3");
    }

    @Test
    void macrosOfAQueryFollowTheRange() throws Exception {
        assertThat(values(variable("during", "{}"))).containsExactly("2025-03-19T08:00:00Z");
    }

    @Test
    void whatSomebodyTypesGoesIntoTheQuery() throws Exception {
        assertThat(variable("area", "{}").has("searched")).isFalse();
        assertThat(variable("searched", "{}").path("searched").asBoolean()).isTrue();
        assertThat(options(variable("searched", "{}"))).containsExactly("old");
        assertThat(options(search("pre", "Hall A"))).containsExactly("M-02");
        assertThat(options(search("extr", "Hall A"))).containsExactly("M-01");
        assertThat(options(search("pre", "Hall B"))).isEmpty();
        assertThat(options(search("o'n", "Hall B"))).containsExactly("M-0'3");
        assertThat(options(search("' OR true --", "Hall B"))).isEmpty();
        assertThat(search("x", "Hall B").has("error")).isFalse();
        assertThat(values(variable("searched", "{\"searched\": [\"M-02\"]}")))
                .as("a choice among others that a search found")
                .containsExactly("M-02");
        assertThat(
                        server.post(
                                        "/api/v1/dashboards/vars/variable-options",
                                        "{%s,\"variable\":\"none\"}"
                                                .formatted(DashboardServer.UTC_MORNING))
                                .statusCode())
                .isEqualTo(422);
    }

    private static JsonNode search(String typed, String area) throws Exception {
        String body =
                "{%s,\"variable\":\"searched\",\"search\":\"%s\",\"values\":{\"area\":[\"%s\"]}}"
                        .formatted(DashboardServer.UTC_MORNING, typed, area);
        return json(server.post("/api/v1/dashboards/vars/variable-options", body).body());
    }

    @Test
    void takesAnEmptyListForEmptyAndNotForBroken() throws Exception {
        assertThat(variable("afterNothing", "{}").has("error")).isFalse();
        assertThat(options(variable("afterNothing", "{}"))).isEmpty();
    }

    @Test
    void readsTheOldWordOfTheAutomaticInterval() throws Exception {
        assertThat(values(variable("bucket", "{\"bucket\": [\"$__auto_interval_bucket\"]}")))
                .containsExactly("$__auto");
    }

    @Test
    void saysWhatIsWrongWithOneAndResolvesTheOthers() throws Exception {
        assertThat(error("broken")).startsWith("Its query failed: ").contains("nowhere");
        assertThat(error("elsewhere")).contains("influxdb", "PostgreSQL only");
        assertThat(error("lost")).contains("'gone'", "datasources/");
        assertThat(error("loop1")).contains("loop1 → loop2 → loop1");
        assertThat(error("filters")).contains("'groupby'");
        assertThat(error("many")).contains("10001 options");
        assertThat(options(variable("many", "{}"))).hasSize(VariableOptions.MOST);
    }

    @Test
    void refusesARangeOrZoneItCannotRead() throws Exception {
        assertThat(post("{\"from\":\"yesterday-ish\",\"to\":\"now\"}").statusCode()).isEqualTo(422);
        assertThat(post("{\"to\":\"now\"}").body()).contains("now-6h");
        assertThat(post("{\"from\":\"now-1h\",\"to\":\"now\",\"timezone\":\"Mars\"}").body())
                .contains("urn:andon:invalid", "IANA");
        assertThat(
                        server.post(
                                        "/api/v1/dashboards/none/variables",
                                        "{\"from\":\"now-1h\",\"to\":\"now\"}")
                                .statusCode())
                .isEqualTo(404);
    }

    private static java.net.http.HttpResponse<String> post(String body) throws Exception {
        return server.post("/api/v1/dashboards/vars/variables", body);
    }

    private static JsonNode resolve(String values) throws Exception {
        String body = "{%s,\"values\":%s}".formatted(DashboardServer.UTC_MORNING, values);
        return json(post(body).body()).path("variables");
    }

    private static JsonNode variable(String name, String values) throws Exception {
        for (JsonNode variable : resolve(values)) {
            if (variable.path("name").asString().equals(name)) {
                return variable;
            }
        }
        throw new AssertionError("no variable " + name);
    }

    private static String error(String name) throws Exception {
        return variable(name, "{}").path("error").asString("");
    }

    private static List<String> values(JsonNode variable) {
        List<String> values = new ArrayList<>();
        variable.at("/current/value").forEach(value -> values.add(value.asString()));
        return values;
    }

    private static List<String> options(JsonNode variable) {
        List<String> values = new ArrayList<>();
        variable.path("options").forEach(option -> values.add(option.path("value").asString()));
        return values;
    }

    private static JsonNode json(String text) {
        return DashboardServer.JSON.readTree(text);
    }
}
