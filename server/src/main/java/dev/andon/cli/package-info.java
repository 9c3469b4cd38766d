/**
 * The command line: serve, status, token, user, retention, simulate, adopt, engine, import, export;
 * and the settings that serve reads.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "postgres",
            "simulator",
            "accounts",
            "adopt",
            "engine",
            "store",
            "ingest",
            "transfer"
        })
package dev.andon.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
