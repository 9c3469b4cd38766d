/** Samples on disk: appending, partitions, what is already there. */
@NullMarked
@ApplicationModule(allowedDependencies = "catalog")
package dev.andon.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
