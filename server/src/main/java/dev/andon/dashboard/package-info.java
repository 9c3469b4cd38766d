/** The provisioning folder: dashboards, their variables and their panels' questions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"catalog", "query", "accounts"})
package dev.andon.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
