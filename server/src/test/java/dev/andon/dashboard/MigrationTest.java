package dev.andon.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MigrationTest {
    private static final DataSources SOURCES =
            new DataSources(
                    List.of(new DataSource("andon", "Machines", "postgres", true, null, false)));

    @Test
    void dataSourcesBecomeObjectsAlsoInCollapsedRows() {
        assertThat(
                        migrated(
                                """
                                {"schemaVersion": 35, "refresh": "5s",
                                 "templating": {"list": [{"type": "query", "datasource": "Machines"}]},
                                 "panels": [{"type": "row", "collapsed": true, "panels": [
                                    {"datasource": "Gone", "targets": [{"datasource": "andon"}, {"datasource": null}]}]}]}
                                """))
                .isEqualTo(
                        json(
                                """
                                {"schemaVersion": 35, "refresh": "5s",
                                 "templating": {"list": [{"type": "query", "datasource": {"type": "postgres", "uid": "andon"}}]},
                                 "panels": [{"type": "row", "collapsed": true, "panels": [
                                    {"datasource": {"uid": "Gone"}, "targets": [
                                        {"datasource": {"type": "postgres", "uid": "andon"}}, {"datasource": null}]}]}]}
                                """));
    }

    @Test
    void hiddenLegendIsSwitchedOff() {
        assertThat(
                        migrated(
                                """
                                {"schemaVersion": 36, "refresh": false, "panels": [
                                  {"options": {"legend": {"displayMode": "hidden"}}},
                                  {"options": {"legend": {"displayMode": "table"}}}]}
                                """))
                .isEqualTo(
                        json(
                                """
                                {"schemaVersion": 36, "refresh": "", "panels": [
                                  {"options": {"legend": {"displayMode": "list", "showLegend": false}}},
                                  {"options": {"legend": {"displayMode": "table", "showLegend": true}}}]}
                                """));
    }

    @Test
    void displayModeOfTablesBecomesCellOptions() {
        assertThat(
                        migrated(
                                """
                                {"schemaVersion": 37, "refresh": "", "panels": [{"type": "table", "fieldConfig": {
                                  "defaults": {"custom": {"displayMode": "lcd-gauge"}},
                                  "overrides": [{"properties": [{"id": "custom.displayMode", "value": "color-text"}]}]}}]}
                                """))
                .isEqualTo(
                        json(
                                """
                                {"schemaVersion": 37, "refresh": "", "panels": [{"type": "table", "fieldConfig": {
                                  "defaults": {"custom": {"cellOptions": {"type": "gauge", "mode": "lcd"}}},
                                  "overrides": [{"properties": [{"id": "custom.cellOptions", "value": {"type": "color-text"}}]}]}}]}
                                """));
    }

    @Test
    void hiddenSeriesLeaveTheTooltip() {
        assertThat(
                        migrated(
                                """
                                {"schemaVersion": 41, "panels": [{"fieldConfig": {"overrides": [
                                  {"properties": [{"id": "custom.hideFrom", "value": {"viz": true}}]}]}}]}
                                """))
                .isEqualTo(
                        json(
                                """
                                {"schemaVersion": 41, "panels": [{"fieldConfig": {"overrides": [
                                  {"properties": [{"id": "custom.hideFrom", "value": {"viz": true, "tooltip": true}}]}]}}]}
                                """));
    }

    @Test
    void leavesThePresentFormAlone() {
        String present =
                """
                {"schemaVersion": 42, "panels": [{"type": "table", "datasource": "x",
                  "options": {"legend": {"displayMode": "hidden"}}}]}
                """;
        assertThat(migrated(present)).isEqualTo(json(present));
    }

    private static ObjectNode migrated(String text) {
        ObjectNode dashboard = json(text);
        new Migration(SOURCES).apply(dashboard);
        return dashboard;
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
