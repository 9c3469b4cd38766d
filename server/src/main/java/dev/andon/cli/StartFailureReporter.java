package dev.andon.cli;

import dev.andon.postgres.StartRefused;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Why the server does not start, as sentences on standard error instead of a stack trace. */
final class StartFailureReporter implements FailureAnalysisReporter {
    @Override
    public void report(FailureAnalysis analysis) {
        String action = analysis.getAction();
        System.err.println(
                "andon: " + analysis.getDescription() + (action == null ? "" : "\n" + action));
    }

    /** Somebody else answers there already; Spring's advice knows nothing of our options. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class PortTakenAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
            return new FailureAnalysis(
                    "Another program answers on port %d already, so Andon has stopped again; what is stored is safe. End that program, or choose another port with --listen or andon.http.listen."
                            .formatted(cause.getPort()),
                    null,
                    cause);
        }
    }

    /** A refusal is already a sentence with its advice. */
    static final class StartRefusedAnalyzer extends AbstractFailureAnalyzer<StartRefused> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, StartRefused cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
        }
    }
}
