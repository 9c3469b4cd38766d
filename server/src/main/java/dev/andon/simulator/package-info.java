/** A plant that sends through the public interface like any machine. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.andon.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
