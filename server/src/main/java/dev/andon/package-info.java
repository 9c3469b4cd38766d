/** Andon, the metrics server of a factory. */
@NullMarked
package dev.andon;

import org.jspecify.annotations.NullMarked;
