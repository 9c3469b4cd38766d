package dev.andon.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the provisioning folder holds, on Grafana's own addresses where it has them. */
@RestController
final class DashboardsApi {
    private final ProvisioningFolder folder;

    DashboardsApi(ProvisioningFolder folder) {
        this.folder = folder;
    }

    record Hit(
            String uid,
            String title,
            String url,
            String type,
            List<String> tags,
            @Nullable String folderTitle,
            @Nullable String folderUid) {}

    record Meta(
            String slug,
            String url,
            String folderTitle,
            String folderUid,
            boolean provisioned,
            String provisionedExternalId,
            boolean canSave,
            Instant updated) {}

    record Answer(JsonNode dashboard, Meta meta) {}

    record Source(String uid, String name, String type, boolean isDefault, JsonData jsonData) {}

    record JsonData(@Nullable String timeInterval) {}

    record FolderState(String folder, List<ProvisioningProblem> problems) {}

    /** All tags that are named must fit, as in Grafana. */
    @GetMapping("/api/search")
    List<Hit> search(
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") List<String> tag) {
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        return folder.current().inOrder().stream()
                .filter(board -> board.title().toLowerCase(Locale.ROOT).contains(wanted))
                .filter(board -> board.tags().containsAll(tag))
                .map(DashboardsApi::hit)
                .toList();
    }

    @GetMapping("/api/dashboards/uid/{uid}")
    Answer dashboard(@PathVariable String uid) {
        Dashboard board = folder.current().require(uid);
        DashboardFile file = board.file();
        return new Answer(
                board.json(),
                new Meta(
                        board.slug(),
                        board.url(),
                        file.folderTitle(),
                        file.folderUid(),
                        true,
                        file.name(),
                        false,
                        file.updated()));
    }

    @GetMapping("/api/datasources")
    List<Source> dataSources() {
        return folder.current().dataSources().all().stream()
                .map(source ->
                        new Source(
                                source.uid(),
                                source.name(),
                                source.type(),
                                source.isDefault(),
                                new JsonData(source.timeInterval())))
                .toList();
    }

    @GetMapping("/api/v1/provisioning")
    FolderState provisioning() {
        return new FolderState(folder.path().toString(), folder.current().problems());
    }

    private static Hit hit(Dashboard board) {
        DashboardFile file = board.file();
        boolean inFolder = !file.folderTitle().isEmpty();
        return new Hit(
                board.uid(),
                board.title(),
                board.url(),
                "dash-db",
                board.tags(),
                inFolder ? file.folderTitle() : null,
                inFolder ? file.folderUid() : null);
    }
}
