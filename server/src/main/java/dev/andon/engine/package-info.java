/** Moves the samples of a database from one storage engine to the other, and back. */
@NullMarked
@ApplicationModule(allowedDependencies = {"store", "postgres"})
package dev.andon.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
