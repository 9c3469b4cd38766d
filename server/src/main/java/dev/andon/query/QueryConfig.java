package dev.andon.query;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of one question and of all together.
 *
 * @param timeout the longest a question may run in the database
 * @param rowLimit rows beyond it are left out, with a notice
 * @param sizeLimit an answer whose values take more memory than this fails
 * @param concurrency questions that run in the database at the same time
 * @param concurrencyPerCaller of one caller
 * @param queueWait the longest a question waits for its turn
 * @param keptAnswers memory for rows of closed buckets that were asked for before; 0: none is kept
 * @param reduction whether rows that no line shows are left out of answers for drawing
 * @param quoting what a variable without a format becomes
 */
@ConfigurationProperties(prefix = "andon.query", ignoreUnknownFields = false)
public record QueryConfig(
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("1000000") int rowLimit,
        @DefaultValue("256MB") DataSize sizeLimit,
        @DefaultValue("8") int concurrency,
        @DefaultValue("6") int concurrencyPerCaller,
        @DefaultValue("15s") Duration queueWait,
        @DefaultValue("64MB") DataSize keptAnswers,
        @DefaultValue("true") boolean reduction,
        @DefaultValue("by-context") QuotingRule quoting) {}
