/** What the server says of itself: health and the operator's status. */
@NullMarked
@ApplicationModule(allowedDependencies = {"postgres", "accounts", "store"})
package dev.andon.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
