/**
 * How long points and rollups are kept: rules, what is due by them, removing it, the log of that.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"store", "accounts", "problem"})
package dev.andon.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
