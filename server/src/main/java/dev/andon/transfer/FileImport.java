package dev.andon.transfer;

import dev.andon.ingest.ImportFormat;
import dev.andon.ingest.RecordEnd;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Brings one file to the server, part by part, from where an earlier run has ended. */
final class FileImport {
    private final ImportSettings settings;
    private final ImportStates states;
    private final PartSender sender;
    private final Rejects rejects;
    private final ImportReport report;
    private final ImportResult.Sum result;

    FileImport(
            ImportSettings settings,
            PartSender sender,
            Rejects rejects,
            ImportReport report,
            ImportResult.Sum result) {
        this.settings = settings;
        this.states = new ImportStates(settings.state());
        this.sender = sender;
        this.rejects = rejects;
        this.report = report;
        this.result = result;
    }

    /** Answers the fingerprint by which its state is to be forgotten. */
    String run(String name) throws IOException, InterruptedException {
        String fingerprint = tryToRun(name);
        while (fingerprint == null) {
            fingerprint = tryToRun(name);
        }
        return fingerprint;
    }

    /** Null when what an earlier run has done is of another file, and is now forgotten. */
    private @Nullable String tryToRun(String name) throws IOException, InterruptedException {
        try (PackedFile file = PackedFile.open(name)) {
            FileHead head = FileHead.of(file);
            ImportFormat chosen = settings.format();
            ImportFormat format = chosen == null ? head.format() : chosen;
            byte[] header = format == ImportFormat.CSV ? head.header() : new byte[0];
            String query = settings.query(format, header);
            String fingerprint = head.fingerprint(settings.target() + query);
            RecordEnd ends = RecordEnd.of(format, RecordEnd.delimiter(header));
            Parts parts = new Parts(file, head, ends);
            parts.skip(header.length);
            ImportState before = settings.dryRun() ? null : earlier(fingerprint, file, parts);
            if (before == null && parts.position() > header.length) {
                states.forget(fingerprint);
                return null;
            }
            rejects.begin(file.name(), withLineEnd(header), before != null);
            send(file, parts, withLineEnd(header), query, fingerprint, before);
            return fingerprint;
        }
    }

    /** What an earlier run has done with this file; the parts then go on behind it. */
    private @Nullable ImportState earlier(String fingerprint, PackedFile file, Parts parts)
            throws IOException {
        if (settings.restart()) {
            states.forget(fingerprint);
            return null;
        }
        ImportState state = states.find(fingerprint);
        if (state == null) {
            return null;
        }
        boolean longEnough = parts.skip(state.position() - parts.position());
        if (!longEnough || parts.checksum() != state.checksum()) {
            report.say(
                    "%s begins like a file of which an earlier run has imported a part, but is another one. It is imported from its beginning."
                            .formatted(file.name()));
            if (file.size() < 0) {
                throw new TransferException(
                        "Standard input cannot be read again. Run the same with --restart.");
            }
            return null;
        }
        report.say(
                "%s: an earlier run has got to line %,d (%s). It goes on there; --restart begins anew."
                        .formatted(file.name(), parts.line(), state.account().text()));
        return state;
    }

    private void send(
            PackedFile file,
            Parts parts,
            byte[] header,
            String query,
            String fingerprint,
            @Nullable ImportState before)
            throws IOException, InterruptedException {
        ImportAccount account = before == null ? ImportAccount.NOTHING : before.account();
        result.add(account);
        Progress.Meter meter =
                new Progress.Meter(
                        System::nanoTime,
                        file.name(),
                        file.size(),
                        file.bytesRead(),
                        account.received());
        report.progress(meter.at(file.bytesRead(), account.received()));
        for (Part part = parts.next(); part != null; part = parts.next()) {
            JsonNode receipt = sender.send(query, header, part);
            ImportAccount ofPart = ImportAccount.of(receipt);
            account = account.plus(ofPart);
            rejects.add(file.name(), part, receipt);
            result.add(ofPart);
            result.found(receipt.path("found"));
            save(fingerprint, state(file, parts, account));
            report.progress(meter.at(file.bytesRead(), account.received()));
        }
    }

    private void save(String fingerprint, ImportState state) throws IOException {
        if (!settings.dryRun()) {
            states.save(fingerprint, state);
        }
    }

    private static ImportState state(PackedFile file, Parts parts, ImportAccount account) {
        return new ImportState(file.name(), parts.position(), parts.checksum(), account);
    }

    private static byte[] withLineEnd(byte[] header) {
        if (header.length == 0 || header[header.length - 1] == '\n') {
            return header;
        }
        byte[] ended = Arrays.copyOf(header, header.length + 1);
        ended[header.length] = '\n';
        return ended;
    }
}
