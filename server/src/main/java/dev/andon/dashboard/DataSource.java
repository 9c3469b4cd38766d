package dev.andon.dashboard;

import dev.andon.query.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a file in {@code datasources/}, without address and secrets: whatever they are for
 * Grafana, Andon asks its own database.
 *
 * @param timeInterval the shortest interval of a panel, null when the file names none
 */
record DataSource(
        String uid,
        String name,
        String type,
        boolean isDefault,
        @Nullable String timeInterval,
        boolean timescaledb) {
    /** The plugin has had two ids; Grafana takes either. */
    private static final Set<String> POSTGRES = Set.of("postgres", "grafana-postgresql-datasource");

    static List<DataSource> read(String yaml, Environment environment) throws UnusableFile {
        List<DataSource> sources = new ArrayList<>();
        for (Settings entry : Settings.read(yaml, environment).list("datasources")) {
            sources.add(source(entry));
        }
        return sources;
    }

    private static DataSource source(Settings entry) throws UnusableFile {
        String name = entry.text("name");
        String type = entry.text("type");
        if (name.isEmpty() || type.isEmpty()) {
            throw new UnusableFile(
                    "A data source has no name or no type.", "Write both; Grafana needs them too.");
        }
        Settings json = entry.section("jsonData");
        String interval = json.text("timeInterval");
        return new DataSource(
                entry.text("uid").isEmpty() ? name : entry.text("uid"),
                name,
                type,
                entry.flag("isDefault"),
                interval.isEmpty() ? null : interval,
                json.flag("timescaledb"));
    }

    static boolean isPostgres(String type) {
        return POSTGRES.contains(type);
    }

    boolean isPostgres() {
        return isPostgres(type);
    }

    boolean isOfType(String wanted) {
        return type.equals(wanted) || (isPostgres() && isPostgres(wanted));
    }

    Dialect dialect() {
        return timescaledb ? Dialect.TIMESCALEDB : Dialect.POSTGRES;
    }
}
