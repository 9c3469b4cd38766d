/** The whole server in its own process, and what it ships, as a stranger meets them. */
@NullMarked
package dev.andon.acceptance;

import org.jspecify.annotations.NullMarked;
