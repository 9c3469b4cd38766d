/** How samples get in: parsing, validation, batching, back-pressure, an account of every point. */
@NullMarked
@ApplicationModule(allowedDependencies = {"catalog", "store", "accounts", "problem"})
package dev.andon.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
