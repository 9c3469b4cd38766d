/** Machines and metrics of the plant, and the series they form. */
@NullMarked
@ApplicationModule(allowedDependencies = "problem")
package dev.andon.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
