/** Who may do what: users, roles, tokens, sessions, and the one security chain. */
@NullMarked
@ApplicationModule(allowedDependencies = "problem")
package dev.andon.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
