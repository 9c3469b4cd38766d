package dev.andon.dashboard;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file with a dashboard, before anybody has looked into it. Equal files need no second reading.
 *
 * @param name relative to the provisioning folder where possible
 * @param folderTitle of the folder it is shown in, empty for none
 */
record DashboardFile(
        Path path,
        String name,
        String content,
        Instant updated,
        String folderTitle,
        String folderUid) {

    String baseName() {
        return String.valueOf(path.getFileName()).replaceFirst("\\.json$", "");
    }
}
