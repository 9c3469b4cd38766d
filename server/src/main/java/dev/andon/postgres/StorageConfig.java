package dev.andon.postgres;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who keeps the samples.
 *
 * @param engine of a new database; one that has samples stays as it is
 */
@ConfigurationProperties(prefix = "andon.storage", ignoreUnknownFields = false)
record StorageConfig(@DefaultValue("auto") EngineChoice engine) {}
