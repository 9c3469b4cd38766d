/** Buckets of samples in several widths, kept up to date and repaired when late points come. */
@NullMarked
@ApplicationModule(allowedDependencies = "store")
package dev.andon.rollup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
