package dev.andon.planner;

import org.jspecify.annotations.Nullable;

/**
 * What is run for a question.
 *
 * @param sql the text to run; the question's own where nothing better is known
 * @param level the coarsest rollup that it reads, null when it reads points alone
 * @param explanation for the curious: what is read from where, or why not from rollups
 */
public record Plan(String sql, @Nullable String level, String explanation) {}
