/** Refusals as problem documents (RFC 9457), the same for every door. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.andon.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
