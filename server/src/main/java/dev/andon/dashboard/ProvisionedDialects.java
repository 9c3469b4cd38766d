package dev.andon.dashboard;

import dev.andon.query.Dialect;
import dev.andon.query.SourceDialects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells the query module which form of the macros a data source of the folder wants. */
@Component
final class ProvisionedDialects implements SourceDialects {
    private final ProvisioningFolder folder;

    ProvisionedDialects(ProvisioningFolder folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Dialect> dialect(String uid) {
        return folder.current()
                .dataSources()
                .find(new DataSourceReference(null, uid))
                .map(DataSource::dialect);
    }
}
