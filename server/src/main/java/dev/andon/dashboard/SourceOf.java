package dev.andon.dashboard;

import dev.andon.query.Interpolation;
import dev.andon.query.Scope;
import dev.andon.query.VariableException;

/** From what a panel or variable says about its data source to the one that Andon can ask. */
final class SourceOf {
    private SourceOf() {}

    /**
     * @throws VariableException with a sentence when Andon cannot ask that source
     */
    static DataSource reference(
            DataSourceReference written,
            Scope scope,
            DataSources sources,
            Interpolation interpolation) {
        String uid = written.uid() == null ? null : interpolation.text(written.uid(), scope);
        DataSourceReference reference = new DataSourceReference(written.type(), uid);
        if (uid != null && uid.startsWith("-- ")) {
            throw new VariableException(
                    "Andon cannot ask Grafana's own data source '%s'; it asks PostgreSQL only."
                            .formatted(uid));
        }
        DataSource source =
                sources.find(reference)
                        .orElseThrow(() -> new VariableException(notThere(reference)));
        if (!source.isPostgres()) {
            throw new VariableException(
                    "Data source '%s' is of type %s; Andon asks PostgreSQL only."
                            .formatted(source.name(), source.type()));
        }
        return source;
    }

    private static String notThere(DataSourceReference reference) {
        return reference.uid() == null
                ? "The provisioning folder describes no such data source. Add it in `datasources/`."
                : "The provisioning folder describes no data source '%s'. Add it in `datasources/`."
                        .formatted(reference.uid());
    }
}
