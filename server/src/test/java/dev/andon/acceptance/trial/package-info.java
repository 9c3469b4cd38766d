/** Andon under faults, fed by senders that know what must be stored afterwards. */
@NullMarked
package dev.andon.acceptance.trial;

import org.jspecify.annotations.NullMarked;
