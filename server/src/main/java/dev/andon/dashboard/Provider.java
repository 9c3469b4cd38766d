package dev.andon.dashboard;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where dashboards lie: one entry of a file in {@code dashboards/}.
 *
 * @param folder title of the folder they are shown in, empty for none
 */
record Provider(
        String name,
        String folder,
        String folderUid,
        Path path,
        boolean foldersFromFiles,
        Duration updateInterval) {
    /** Where Grafana looks, and therefore what stands in files that are made for it. */
    private static final Path GRAFANAS_FOLDER = Path.of("/etc/grafana/provisioning");

    private static final int DEFAULT_UPDATE_SECONDS = 10;

    /**
     * @param here the provisioning folder; a path below Grafana's own means the same place in it,
     *     since there these very files are mounted
     */
    static List<Provider> read(String yaml, Environment environment, Path here)
            throws UnusableFile {
        List<Provider> providers = new ArrayList<>();
        for (Settings entry : Settings.read(yaml, environment).list("providers")) {
            providers.add(provider(entry, here));
        }
        return providers;
    }

    private static Provider provider(Settings entry, Path here) throws UnusableFile {
        String name = entry.text("name");
        String type = entry.text("type");
        if (!type.isEmpty() && !type.equals("file")) {
            throw new UnusableFile(
                    "Provider '%s' is of type '%s'.".formatted(name, type),
                    "Andon, like Grafana, reads dashboards of type `file` only.");
        }
        String path = entry.section("options").text("path");
        if (path.isEmpty()) {
            throw new UnusableFile(
                    "Provider '%s' does not say where its dashboards are.".formatted(name),
                    "Write the folder into `options.path`.");
        }
        int seconds = entry.number("updateIntervalSeconds", DEFAULT_UPDATE_SECONDS);
        return new Provider(
                name,
                entry.text("folder"),
                entry.text("folderUid"),
                resolve(path, here),
                entry.section("options").flag("foldersFromFilesStructure"),
                Duration.ofSeconds(Math.max(1, seconds)));
    }

    private static Path resolve(String text, Path here) throws UnusableFile {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException notOne) {
            throw new UnusableFile(
                    "`path: %s` is no path: %s.".formatted(text, notOne.getReason()),
                    "Correct `options.path`.");
        }
        return path.startsWith(GRAFANAS_FOLDER)
                ? here.resolve(GRAFANAS_FOLDER.relativize(path))
                : here.resolve(path);
    }
}
