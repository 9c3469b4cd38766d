package dev.andon.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderReadingTest {
    private static final String PROVIDER =
            """
            apiVersion: 1
            providers:
              - name: plant
                folder: Plant
                type: file
                updateIntervalSeconds: 3
                options: {path: /etc/grafana/provisioning/dashboards/plant}
            """;

    @TempDir private Path folder;

    @BeforeEach
    void provider() throws IOException {
        write("dashboards/plant.yaml", PROVIDER);
        write("dashboards/plant/good.json", dashboard("good", "Good one"));
    }

    @Test
    void readsGrafanasOwnPathAsTheSamePlaceHere() {
        Provisioned found = read(null);
        assertThat(found.problems()).isEmpty();
        assertThat(found.nextLook()).isEqualTo(Duration.ofSeconds(3));
        Dashboard dashboard = found.dashboard("good").orElseThrow();
        assertThat(dashboard.url()).isEqualTo("/d/good/good-one");
        assertThat(dashboard.file().name()).isEqualTo("dashboards/plant/good.json");
        assertThat(dashboard.file().folderTitle()).isEqualTo("Plant");
        assertThat(dashboard.file().folderUid()).isEqualTo("plant");
    }

    @Test
    void takesFoldersFromTheFilesWhereTheProviderWantsIt() throws IOException {
        write(
                "dashboards/plant.yaml",
                """
                providers:
                  - name: plant
                    type: file
                    options: {path: dashboards/plant, foldersFromFilesStructure: true}
                """);
        write("dashboards/plant/Hall A/press.json", dashboard("press", "Press"));
        write("dashboards/plant/.hidden/no.json", dashboard("no", "No"));
        Provisioned found = read(null);
        assertThat(found.dashboard("press").orElseThrow().file().folderTitle()).isEqualTo("Hall A");
        assertThat(found.dashboard("press").orElseThrow().file().folderUid()).isEqualTo("hall-a");
        assertThat(found.dashboard("good").orElseThrow().file().folderTitle()).isEmpty();
        assertThat(found.dashboards()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"title": "x",                                  | not JSON
                    []                                              | no dashboard
                    {"uid": "x", "panels": []}                      | no title
                    {"__inputs": [], "title": "x"}                  | exported for sharing
                    {"apiVersion": "v2", "spec": {"title": "x"}}    | schema v2
                    {"dashboard": {"title": "x"}, "meta": {}}       | answer of Grafana's API
                    {"title": "x", "rows": []}                      | older than 5
                    """)
    void namesAFileItCannotUseAndReadsTheOthers(String content, String problem) throws IOException {
        write("dashboards/plant/bad.json", content);
        Provisioned found = read(null);
        assertThat(found.dashboards()).containsOnlyKeys("good");
        assertThat(found.problems())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.file()).isEqualTo("dashboards/plant/bad.json");
                    assertThat(it.problem()).contains(problem);
                    assertThat(it.advice()).isNotBlank();
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `providers: [`                                                           | not YAML
                    `just text`                                                              | names and values
                    `providers: [x]`                                                         | names and values
                    `providers: {name: x}`                                                   | not a list
                    `providers: [{name: x, type: git, options: {path: /}}]`                  | type 'git'
                    `providers: [{name: x, type: file}]`                                     | does not say where
                    `providers: [{name: x, options: {path: /no/such/place}}]`                | is not there
                    `providers: [{name: x, updateIntervalSeconds: a, options: {path: /}}]`   | whole number
                    """)
    void namesAProviderItCannotUseAndReadsTheOthers(String content, String problem)
            throws IOException {
        write("dashboards/bad.yaml", content);
        Provisioned found = read(null);
        assertThat(found.dashboards()).containsOnlyKeys("good");
        assertThat(found.problems())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.file()).isEqualTo("dashboards/bad.yaml");
                    assertThat(it.problem()).contains(problem);
                    assertThat(it.advice()).isNotBlank();
                });
    }

    @Test
    void keepsTheLastGoodVersionOfAFileThatBreaksButNotOfOneThatGoes() throws IOException {
        write("dashboards/plant/other.json", dashboard("other", "Other"));
        Provisioned before = read(null);
        write("dashboards/plant/good.json", "{");
        Files.delete(folder.resolve("dashboards/plant/other.json"));
        Provisioned broken = read(before);
        assertThat(broken.dashboards()).containsOnlyKeys("good");
        assertThat(broken.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.problem()).contains("last good version"));
        write("dashboards/plant/good.json", dashboard("good", "Better"));
        Provisioned repaired = read(broken);
        assertThat(repaired.problems()).isEmpty();
        assertThat(repaired.dashboard("good").orElseThrow().title()).isEqualTo("Better");
    }

    @Test
    void readsOnlyWhatHasChanged() throws IOException {
        Provisioned before = read(null);
        write("dashboards/plant/new.json", dashboard("new", "New"));
        Provisioned after = read(before);
        assertThat(after.dashboard("good").orElseThrow())
                .isSameAs(before.dashboard("good").orElseThrow());
        assertThat(after.dashboard("new")).isPresent();
    }

    @Test
    void tellsWhenTwoFilesClaimTheSameUid() throws IOException {
        write("dashboards/plant/second.json", dashboard("good", "Second"));
        Provisioned found = read(null);
        assertThat(found.dashboard("good").orElseThrow().title()).isEqualTo("Good one");
        assertThat(found.problems())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.file()).isEqualTo("dashboards/plant/second.json");
                    assertThat(it.problem()).contains("dashboards/plant/good.json");
                });
    }

    @Test
    void readsDataSourcesOfBothNamesAndNoSecrets() throws IOException {
        write(
                "datasources/plant.yaml",
                """
                apiVersion: 1
                datasources:
                  - name: Old
                    uid: old
                    type: postgres
                    jsonData: {timeInterval: "$EVERY", timescaledb: $SCALE}
                    secureJsonData: {password: $SECRET}
                  - name: New
                    type: grafana-postgresql-datasource
                    isDefault: true
                  - name: "costs $$5"
                    type: influxdb
                """);
        DataSources sources = read(null).dataSources();
        assertThat(sources.all())
                .containsExactlyInAnyOrder(
                        new DataSource("old", "Old", "postgres", false, "10s", true),
                        new DataSource(
                                "New", "New", "grafana-postgresql-datasource", true, null, false),
                        new DataSource("costs $5", "costs $5", "influxdb", false, null, false));
        assertThat(uid(sources, null, null)).isEqualTo("New");
        assertThat(uid(sources, "postgres", null)).isEqualTo("New");
        assertThat(uid(sources, "influxdb", null)).isEqualTo("costs $5");
        assertThat(uid(sources, "postgres", "old")).isEqualTo("old");
        assertThat(uid(sources, null, "Old")).isEqualTo("old");
        assertThat(sources.find(new DataSourceReference("postgres", "nowhere"))).isEmpty();
    }

    @Test
    void saysWhenThereIsNoFolderAtAll() {
        Provisioned found =
                new FolderReading(folder.resolve("missing"), new Environment(_ -> null), null)
                        .read();
        assertThat(found.dashboards()).isEmpty();
        assertThat(found.problems())
                .singleElement()
                .satisfies(it -> assertThat(it.advice()).contains("andon.dashboard.provisioning"));
    }

    private static String uid(DataSources sources, @Nullable String type, @Nullable String uid) {
        return sources.find(new DataSourceReference(type, uid)).orElseThrow().uid();
    }

    private Provisioned read(@Nullable Provisioned before) {
        Map<String, String> environment = Map.of("EVERY", "10s", "SCALE", "true", "SECRET", "s3");
        return new FolderReading(folder, new Environment(environment::get), before).read();
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static String dashboard(String uid, String title) {
        return "{\"uid\": \"%s\", \"title\": \"%s\", \"panels\": []}".formatted(uid, title);
    }
}
