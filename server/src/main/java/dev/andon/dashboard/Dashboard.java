package dev.andon.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dashboard as its file describes it, brought up to the present form of Grafana's classic model.
 *
 * @param file where all of it was read
 * @param json never changed once it is here
 */
record Dashboard(
        String uid,
        String title,
        List<String> tags,
        DashboardFile file,
        List<VariableModel> variables,
        List<AnnotationModel> annotations,
        Map<Integer, Panel> panels,
        ObjectNode json) {
    Dashboard {
        tags = List.copyOf(tags);
        variables = List.copyOf(variables);
        annotations = List.copyOf(annotations);
        panels = Map.copyOf(panels);
    }

    Optional<Panel> panel(int id) {
        return Optional.ofNullable(panels.get(id));
    }

    String slug() {
        return Slug.of(title);
    }

    String url() {
        return "/d/" + uid + "/" + slug();
    }
}
