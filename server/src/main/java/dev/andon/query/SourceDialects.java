package dev.andon.query;

import java.util.Optional;

/** What the provisioned data sources say about their macros. */
public interface SourceDialects {
    /** Empty for a uid that no data source has. */
    Optional<Dialect> dialect(String uid);
}
