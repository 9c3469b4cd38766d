package dev.andon.dashboard;

import java.util.List;
import java.util.Optional;

/** The data sources of the folder, and which one a reference means. */
record DataSources(List<DataSource> all) {
    DataSources {
        all = List.copyOf(all);
    }

    /** By uid, else by name as older dashboards have it, else the default one of that type. */
    Optional<DataSource> find(DataSourceReference reference) {
        String uid = reference.uid();
        if (uid != null && !reference.isDefault()) {
            return all.stream()
                    .filter(source -> source.uid().equals(uid))
                    .findFirst()
                    .or(() -> all.stream().filter(source -> source.name().equals(uid)).findFirst());
        }
        String type = reference.type();
        List<DataSource> candidates =
                type == null ? all : all.stream().filter(source -> source.isOfType(type)).toList();
        return candidates.stream()
                .filter(DataSource::isDefault)
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }
}
