/**
 * Answers questions over {@code machine_metrics} from rollups where that gives the same rows: takes
 * a text, gives the text to run instead.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.andon.planner;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
