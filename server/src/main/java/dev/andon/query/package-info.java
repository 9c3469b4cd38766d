/** Questions in SQL and their answers: macros, variables, execution as the reading role, frames. */
@NullMarked
@ApplicationModule(allowedDependencies = {"catalog", "store", "planner", "problem"})
package dev.andon.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
