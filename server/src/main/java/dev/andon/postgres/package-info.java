/**
 * The database Andon stands on: the embedded server or the customer's, checked, migrated, pooled.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.andon.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
