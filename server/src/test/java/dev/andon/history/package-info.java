/** Random histories of a whole store: samples, blocks, rollups and retention together. */
@NullMarked
package dev.andon.history;

import org.jspecify.annotations.NullMarked;
