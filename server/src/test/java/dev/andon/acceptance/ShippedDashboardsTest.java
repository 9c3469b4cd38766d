package dev.andon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What Grafana 9.4 to 13 and Andon ask of a dashboard file. */
class ShippedDashboardsTest {
    private static final int GRID_COLUMNS = 24;

    private final List<JsonNode> dashboards = ShippedDashboards.all();

    @Test
    void areThreeWithDifferentUids() {
        assertThat(dashboards)
                .extracting(dashboard -> dashboard.path("uid").stringValue())
                .containsExactlyInAnyOrder("plant-overview", "machine", "multi-zone");
    }

    @Test
    void areReadByOldAndNewGrafana() {
        assertThat(dashboards)
                .allSatisfy(dashboard -> {
                    int version = dashboard.path("schemaVersion").intValue();
                    assertThat(version).isBetween(36, 39);
                    assertThat(dashboard.has("id")).isFalse();
                });
    }

    @Test
    void panelsHaveIdsOfTheirOwnAndDoNotOverlap() {
        for (JsonNode dashboard : dashboards) {
            Set<Integer> ids = new HashSet<>();
            Set<String> cells = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(ids.add(panel.path("id").intValue())).as(name(panel)).isTrue();
                for (String cell : cells(panel.path("gridPos"))) {
                    assertThat(cells.add(cell)).as("%s at %s", name(panel), cell).isTrue();
                }
            }
        }
    }

    @Test
    void everythingAsksTheDataSourceOfTheProvisioningFolder() {
        for (JsonNode dashboard : dashboards) {
            List<JsonNode> sources = new ArrayList<>(dashboard.findValues("datasource"));
            assertThat(sources)
                    .isNotEmpty()
                    .allSatisfy(source -> {
                        assertThat(source.path("uid").stringValue()).isEqualTo("andon");
                        assertThat(source.path("type").stringValue()).isEqualTo("postgres");
                    });
        }
    }

    @Test
    void variablesAreQuotedInTheFormThatAllVersionsUnderstand() {
        for (JsonNode dashboard : dashboards) {
            for (JsonNode variable : dashboard.path("templating").path("list")) {
                String name = variable.path("name").stringValue();
                boolean multi = variable.path("multi").booleanValue();
                // Versions differ about a variable with All that takes one value.
                assertThat(multi || !variable.path("includeAll").booleanValue()).as(name).isTrue();
                String portable = multi ? "IN ($" + name + ")" : "'${" + name + "}'";
                String reference = "\\$\\{?" + name + "\\b";
                for (String sql : statements(dashboard)) {
                    assertThat(sql.replace(portable, "")).doesNotContainPattern(reference);
                }
            }
        }
    }

    private static List<String> statements(JsonNode dashboard) {
        List<String> statements = new ArrayList<>(dashboard.findValuesAsString("rawSql"));
        statements.addAll(dashboard.path("templating").findValuesAsString("query"));
        return statements;
    }

    private static List<String> cells(JsonNode position) {
        List<String> cells = new ArrayList<>();
        int right = position.path("x").intValue() + position.path("w").intValue();
        assertThat(right).isLessThanOrEqualTo(GRID_COLUMNS);
        for (int x = position.path("x").intValue(); x < right; x++) {
            int bottom = position.path("y").intValue() + position.path("h").intValue();
            for (int y = position.path("y").intValue(); y < bottom; y++) {
                cells.add(x + "," + y);
            }
        }
        return cells;
    }

    private static String name(JsonNode panel) {
        return panel.path("title").asString("?");
    }
}
