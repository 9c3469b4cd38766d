/** What the server says of itself: health, the operator's status, and what is stored. */
@NullMarked
@ApplicationModule(allowedDependencies = {"postgres", "accounts", "store", "retention"})
package dev.andon.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
