/**
 * The command line: serve, status, token, user, simulate, adopt; and the settings that serve reads.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"postgres", "simulator", "accounts", "adopt"})
package dev.andon.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
