/** The command line: serve, status, token, simulate. */
@NullMarked
@ApplicationModule(allowedDependencies = {"postgres", "simulator"})
package dev.andon.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
