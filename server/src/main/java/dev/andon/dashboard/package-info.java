/** The provisioning folder: dashboards, their variables and their panels' questions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"catalog", "query", "accounts", "problem"})
package dev.andon.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
