/** Takes over a table that another application fills, while it goes on filling it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"store", "postgres"})
package dev.andon.adopt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
