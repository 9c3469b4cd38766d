/** Makes docs/formats/openapi.json and holds it against the controllers. */
@NullMarked
package dev.andon.openapi;

import org.jspecify.annotations.NullMarked;
