/**
 * What all web answers share: problem details, security headers, the web pages; nobody depends on
 * it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "problem")
package dev.andon.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
