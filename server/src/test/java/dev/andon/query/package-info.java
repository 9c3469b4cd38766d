@NullMarked
package dev.andon.query;

import org.jspecify.annotations.NullMarked;
