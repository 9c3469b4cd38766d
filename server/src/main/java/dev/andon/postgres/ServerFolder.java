package dev.andon.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the files of the embedded server really are: in the data folder, unless PostgreSQL's
 * account cannot get there, as in root's home. Then they are beside other services' data, and the
 * data folder has a link to them.
 */
final class ServerFolder {
    private static final Logger log = LoggerFactory.getLogger(ServerFolder.class);
    private static final Path ELSEWHERE = Path.of("/var/lib/andon");

    private ServerFolder() {}

    static Path of(Path folder, Account account) throws IOException {
        if (!Files.exists(folder) && account.isAnother()) {
            Path barrier = account.barrier(folder);
            if (barrier != null) {
                Files.createDirectories(folder.getParent());
                Files.createSymbolicLink(folder, elsewhere(account));
                log.info(
                        "Account {} may not enter {}, so the database is in {}; {} is a link to it",
                        account.name(),
                        barrier,
                        folder.toRealPath(),
                        folder);
            }
        }
        Files.createDirectories(folder);
        return folder.toRealPath();
    }

    /** A new folder each time: whoever removes the data folder wants to begin anew. */
    private static Path elsewhere(Account account) throws IOException {
        Files.createDirectories(ELSEWHERE);
        Path folder = Files.createTempDirectory(ELSEWHERE, "data-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path barrier = account.barrier(folder);
        if (barrier != null) {
            throw new StartRefused(
                    "PostgreSQL runs as account %s (it refuses to run as root), which may enter neither the data folder nor %s. Allow it (chmod o+x), or start Andon as an ordinary user."
                            .formatted(account.name(), barrier));
        }
        return folder;
    }
}
