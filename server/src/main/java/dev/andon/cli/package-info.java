/** The command line: serve, status, token, user, simulate; and the settings that serve reads. */
@NullMarked
@ApplicationModule(allowedDependencies = {"postgres", "simulator", "accounts"})
package dev.andon.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
