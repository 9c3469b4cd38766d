/** New samples to open pages. */
@NullMarked
@ApplicationModule(allowedDependencies = {"catalog", "ingest"})
package dev.andon.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
