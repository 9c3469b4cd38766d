package dev.andon.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards in {@code provisioning/}, as files. */
final class ShippedDashboards {
    /** Maven runs tests in the folder of their module. */
    private static final Path FOLDER = Path.of("../provisioning/dashboards/plant");

    private static final JsonMapper JSON = new JsonMapper();

    private ShippedDashboards() {}

    static List<JsonNode> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(ShippedDashboards::read).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
