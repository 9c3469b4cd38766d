package dev.andon.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings files of points to a server. It may be killed at any moment: run again, it goes on behind
 * the last part that was acknowledged.
 */
public final class Importer {
    private final ImportSettings settings;
    private final Server server;
    private final ImportReport report;
    private final ImportResult.Sum result = new ImportResult.Sum();

    public Importer(ImportSettings settings, Server server, ImportReport report) {
        this.settings = settings;
        this.server = server;
        this.report = report;
    }

    /**
     * @throws TransferException when not all files could be brought in
     */
    public ImportResult run(List<String> files) throws InterruptedException {
        try (PartSender sender = new PartSender(server, settings.patience(), report);
                Rejects rejects = new Rejects(settings.rejects(), report)) {
            FileImport each = new FileImport(settings, sender, rejects, report, result);
            List<String> fingerprints = new ArrayList<>();
            for (String file : files) {
                fingerprints.add(each.run(file));
            }
            ImportStates states = new ImportStates(settings.state());
            for (String fingerprint : fingerprints) {
                states.forget(fingerprint);
            }
            return result.result();
        } catch (IOException failure) {
            throw new TransferException(
                    "%s. What was acknowledged is stored: %s. The same command goes on from there."
                            .formatted(failure, soFar().account().text()),
                    failure);
        }
    }

    /** What has been acknowledged; while it runs, for another thread. */
    public ImportResult soFar() {
        return result.result();
    }
}
