package dev.andon.postgres;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the data lives.
 *
 * @param data the folder of this server: lock, address, and the embedded PostgreSQL with all data
 * @param url an existing PostgreSQL database; empty: the embedded one
 * @param readerRole the role that questions run as; it sees only the views of schema public
 * @param readerPassword its password in an existing database; empty: Andon chooses one
 * @param connections at most so many for storing and upkeep
 * @param readerConnections at most so many for questions
 * @param statementTimeout the longest a question may take
 * @param maxSilence a database that says nothing for so long in the middle of storing hangs, and
 *     the connection is given up; longer than a slow disk takes to write what a group brings
 */
@ConfigurationProperties(prefix = "andon.postgres", ignoreUnknownFields = false)
record PostgresConfig(
        @DefaultValue("data") Path data,
        @Nullable String url,
        @DefaultValue("andon_reader") String readerRole,
        @Nullable String readerPassword,
        @DefaultValue("10") int connections,
        @DefaultValue("8") int readerConnections,
        @DefaultValue("30s") Duration statementTimeout,
        @DefaultValue("30s") Duration maxSilence) {

    /**
     * Blank is absent: so a person writes it, and so an environment variable comes that is not set.
     */
    PostgresConfig {
        url = url == null || url.isBlank() ? null : url.strip();
        readerPassword = readerPassword == null || readerPassword.isBlank() ? null : readerPassword;
    }
}
