package dev.andon.dashboard;

import dev.andon.problem.Problem;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the folder holds at one moment.
 *
 * @param dashboards by uid
 * @param nextLook when the folder wants to be looked at again
 */
record Provisioned(
        Map<String, Dashboard> dashboards,
        DataSources dataSources,
        List<ProvisioningProblem> problems,
        Duration nextLook) {
    Provisioned {
        dashboards = Map.copyOf(dashboards);
        problems = List.copyOf(problems);
    }

    Optional<Dashboard> dashboard(String uid) {
        return Optional.ofNullable(dashboards.get(uid));
    }

    Dashboard require(String uid) {
        return dashboard(uid)
                .orElseThrow(() ->
                        Problem.notFound(
                                "There is no dashboard '%s'. If its file was just added, it appears within seconds;"
                                                .formatted(uid)
                                        + " GET /api/v1/provisioning names files that could not be used."));
    }

    /** As lists show them: by folder, then by title. */
    Collection<Dashboard> inOrder() {
        return dashboards.values().stream()
                .sorted(
                        Comparator.comparing(
                                        (Dashboard board) -> board.file().folderTitle(),
                                        String.CASE_INSENSITIVE_ORDER)
                                .thenComparing(Dashboard::title, String.CASE_INSENSITIVE_ORDER)
                                .thenComparing(Dashboard::uid))
                .toList();
    }
}
