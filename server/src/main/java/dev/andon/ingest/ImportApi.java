package dev.andon.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Parts of files, which the command {@code import} cuts them into. A part that was not answered is
 * sent again, so it may be any number of whole records; CSV begins with its header each time.
 */
@RestController
class ImportApi {
    private final IngestPipeline pipeline;
    private final IngestConfig config;
    private final TagMapping tags;

    ImportApi(IngestPipeline pipeline, IngestConfig config) {
        this.pipeline = pipeline;
        this.config = config;
        this.tags = new TagMapping(config);
    }

    @PostMapping("/api/v1/import")
    ImportReceipt post(HttpServletRequest request) throws IOException {
        try {
            ImportOptions options = ImportOptions.of(request.getQueryString());
            return pipeline.receiveImport(
                    Sender.of(Protocol.IMPORT, request.getUserPrincipal()),
                    request.getContentLengthLong(),
                    options.dryRun(),
                    batch -> {
                        try (InputStream body = Body.of(request, config.maxBody(), batch)) {
                            read(body, options, batch);
                        }
                    });
        } catch (IngestRefusedException refusal) {
            throw IngestProblems.of(refusal);
        }
    }

    private void read(InputStream body, ImportOptions options, PointBatch batch)
            throws IOException {
        ImportRecords records = new ImportRecords(body, batch);
        switch (options.format()) {
            case LINE -> records.read(ends(options, ','), lines(options, batch));
            case NDJSON, JSON -> records.read(ends(options, ','), new JsonRecords(batch));
            case CSV -> {
                CsvOptions csv = options.csv();
                CsvLayout layout = CsvLayout.of(records.first(ends(options, csv.delimiter())), csv);
                records.read(ends(options, layout.delimiter()), new CsvPoints(batch, csv, layout));
            }
        }
    }

    private static RecordEnd ends(ImportOptions options, char delimiter) {
        return RecordEnd.of(options.format(), delimiter);
    }

    private ImportRecords.Sink lines(ImportOptions options, PointBatch batch) {
        LineParser parser = new LineParser(batch, options.precision(), tags);
        return (index, bytes, from, to) -> {
            if (batch.passOn()) {
                parser.forgetPlaces();
            }
            parser.line(index, bytes, from, bytes[to - 1] == '\n' ? to - 1 : to);
        };
    }
}
