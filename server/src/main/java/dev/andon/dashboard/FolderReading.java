package dev.andon.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One walk through the folder, from its YAML files to its dashboards. Used once: it collects what
 * it finds, and what it cannot use, while it goes.
 */
final class FolderReading {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Path folder;
    private final Environment environment;
    private final @Nullable Provisioned before;
    private final List<ProvisioningProblem> problems = new ArrayList<>();
    private boolean sameSources;

    /**
     * @param before what was there the last time; a file that has been broken since keeps its place
     */
    FolderReading(Path folder, Environment environment, @Nullable Provisioned before) {
        this.folder = folder;
        this.environment = environment;
        this.before = before;
    }

    Provisioned read() {
        if (!Files.isDirectory(folder)) {
            problems.add(
                    new ProvisioningProblem(
                            folder.toString(),
                            "There is no such folder, so there are no dashboards.",
                            "Make it, or name another one in andon.dashboard.provisioning."));
        }
        DataSources sources = dataSources();
        sameSources = before != null && before.dataSources().equals(sources);
        List<Provider> providers = providers();
        Map<String, Dashboard> dashboards = dashboards(providers, new DashboardReader(sources));
        Duration nextLook =
                providers.stream()
                        .map(Provider::updateInterval)
                        .min(Duration::compareTo)
                        .filter(pause -> pause.compareTo(LONGEST_PAUSE) < 0)
                        .orElse(LONGEST_PAUSE);
        return new Provisioned(dashboards, sources, problems, nextLook);
    }

    private DataSources dataSources() {
        Map<String, DataSource> byUid = new TreeMap<>();
        for (Path file : files(folder.resolve("datasources"), "yaml", "yml")) {
            try {
                for (DataSource source : DataSource.read(content(file), environment)) {
                    if (byUid.putIfAbsent(source.uid(), source) != null) {
                        throw new UnusableFile(
                                "Its data source '%s' exists in another file as well."
                                        .formatted(source.uid()),
                                "Give each data source a `uid` of its own.");
                    }
                }
            } catch (UnusableFile unusable) {
                problems.add(unusable.in(name(file)));
            }
        }
        return new DataSources(List.copyOf(byUid.values()));
    }

    private List<Provider> providers() {
        List<Provider> providers = new ArrayList<>();
        for (Path file : files(folder.resolve("dashboards"), "yaml", "yml")) {
            try {
                for (Provider provider : Provider.read(content(file), environment, folder)) {
                    providers.add(provider);
                    if (!Files.isDirectory(provider.path())) {
                        throw new UnusableFile(
                                "Provider '%s' names the folder %s, which is not there."
                                        .formatted(provider.name(), provider.path()),
                                "Correct `options.path`, or make the folder.");
                    }
                }
            } catch (UnusableFile unusable) {
                problems.add(unusable.in(name(file)));
            }
        }
        return providers;
    }

    private Map<String, Dashboard> dashboards(List<Provider> providers, DashboardReader reader) {
        Map<String, Dashboard> byUid = new HashMap<>();
        for (Provider provider : providers) {
            for (Path path : dashboardPaths(provider.path())) {
                dashboard(provider, path, reader, byUid);
            }
        }
        return byUid;
    }

    private void dashboard(
            Provider provider, Path path, DashboardReader reader, Map<String, Dashboard> byUid) {
        Dashboard last = lastGood(name(path));
        Dashboard dashboard;
        try {
            DashboardFile file = file(provider, path);
            dashboard =
                    last != null && last.file().equals(file) && sameSources
                            ? last
                            : reader.read(file);
        } catch (UnusableFile unusable) {
            ProvisioningProblem problem = unusable.in(name(path));
            problems.add(last == null ? problem : problem.withLastGoodVersionShown());
            if (last == null) {
                return;
            }
            dashboard = last;
        }
        Dashboard first = byUid.putIfAbsent(dashboard.uid(), dashboard);
        if (first != null && !first.file().name().equals(dashboard.file().name())) {
            problems.add(
                    new ProvisioningProblem(
                            dashboard.file().name(),
                            "Its uid '%s' belongs to %s already, so it is not shown."
                                    .formatted(dashboard.uid(), first.file().name()),
                            "Give it a `uid` of its own."));
        }
    }

    /**
     * A slip of an editor must not blank a wall screen, so a broken file keeps what it was. A file
     * that is gone does not.
     */
    private @Nullable Dashboard lastGood(String name) {
        return before == null
                ? null
                : before.dashboards().values().stream()
                        .filter(dashboard -> dashboard.file().name().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    private DashboardFile file(Provider provider, Path path) throws UnusableFile {
        Path parent = provider.path().relativize(path).getParent();
        boolean fromFiles = provider.foldersFromFiles() && parent != null;
        String title = fromFiles ? String.valueOf(parent) : provider.folder();
        String uid =
                fromFiles || provider.folderUid().isEmpty()
                        ? title.isEmpty() ? "" : Slug.of(title)
                        : provider.folderUid();
        try {
            return new DashboardFile(
                    path,
                    name(path),
                    content(path),
                    Files.getLastModifiedTime(path).toInstant(),
                    title,
                    uid);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private List<Path> dashboardPaths(Path root) {
        try (Stream<Path> paths = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return paths.filter(path -> path.toString().endsWith(".json"))
                    .filter(path -> !isHidden(root.relativize(path)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            tellUnlessMissing(root, unreadable);
            return List.of();
        }
    }

    /** A missing folder of a provider is told with the provider; other folders may be missing. */
    private void tellUnlessMissing(Path directory, Exception unreadable) {
        if (Files.exists(directory)) {
            problems.add(
                    new ProvisioningProblem(
                            name(directory),
                            "The folder cannot be read: " + unreadable,
                            "Let the account that runs Andon read it, without links in a circle."));
        }
    }

    /** Also what Kubernetes and editors put beside the files. */
    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private List<Path> files(Path directory, String... endings) {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.filter(path -> !isHidden(directory.relativize(path)))
                    .filter(path ->
                            Stream.of(endings).anyMatch(e -> path.toString().endsWith("." + e)))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            tellUnlessMissing(directory, unreadable);
            return List.of();
        }
    }

    private static String content(Path file) throws UnusableFile {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException notText) {
            throw new UnusableFile("It is not UTF-8 text.", "Save it as UTF-8.");
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private static UnusableFile unreadable(IOException why) {
        return new UnusableFile(
                "It cannot be read: " + why, "Let the account that runs Andon read it.");
    }

    private String name(Path file) {
        return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
    }
}
