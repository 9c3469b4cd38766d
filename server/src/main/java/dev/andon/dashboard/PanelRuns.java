package dev.andon.dashboard;

import dev.andon.query.Cancellation;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Asks questions of a dashboard side by side, with its variables in them. */
@Component
final class PanelRuns {
    private final VariableResolver resolver;
    private final PanelQuestions questions;

    PanelRuns(VariableResolver resolver, PanelQuestions questions) {
        this.resolver = resolver;
        this.questions = questions;
    }

    /**
     * A run that nothing is asked in yet.
     *
     * @param texts all that variables can stand in
     */
    PanelRun open(View view, List<String> texts, Cancellation cancellation) {
        // By the first question that gets its turn; so the heart beats while variables are asked,
        // too.
        SingletonSupplier<Map<String, VariableResolver.Resolved>> variables =
                SingletonSupplier.of(() -> resolver.forTexts(view, texts, cancellation));
        return new PanelRun(
                (look, target) ->
                        questions.ask(
                                view,
                                look,
                                target,
                                look.variables(variables.obtain()),
                                cancellation),
                cancellation);
    }
}
