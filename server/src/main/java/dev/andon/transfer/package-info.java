/** Files of points, into a server and out of it: cut, sent, resumed, accounted for. */
@NullMarked
@ApplicationModule(allowedDependencies = "ingest")
package dev.andon.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
