package dev.andon.cli;

import dev.andon.postgres.StartRefused;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Why the server does not start, as sentences on standard error instead of a stack trace. */
final class StartFailureReporter implements FailureAnalysisReporter {
    @Override
    public void report(FailureAnalysis analysis) {
        String action = analysis.getAction();
        System.err.println(
                "andon: " + analysis.getDescription() + (action == null ? "" : "\n" + action));
    }

    /** A refusal is already a sentence with its advice. */
    static final class StartRefusedAnalyzer extends AbstractFailureAnalyzer<StartRefused> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, StartRefused cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
        }
    }
}
