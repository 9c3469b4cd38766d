package dev.andon.transfer;

import dev.andon.ingest.ImportFormat;
import dev.andon.ingest.RecordEnd;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How files are imported.
 *
 * @param format null: as each file looks
 * @param parameters of the address, beside format and delimiter
 * @param target what tells servers apart that share the folder {@code state}
 * @param state the folder where it is kept how far a file is
 * @param restart whether what earlier runs did is forgotten
 * @param rejects where rejected records go; null: nowhere
 * @param patience how long a server that does not answer is waited for
 */
public record ImportSettings(
        @Nullable ImportFormat format,
        List<Map.Entry<String, String>> parameters,
        boolean dryRun,
        String target,
        Path state,
        boolean restart,
        @Nullable Path rejects,
        Duration patience) {

    /** The address's parameters for a file. */
    String query(ImportFormat fileFormat, byte[] header) {
        List<String> pairs = new ArrayList<>();
        pairs.add("format=" + fileFormat.name().toLowerCase(Locale.ROOT));
        if (fileFormat == ImportFormat.CSV) {
            String delimiter = Character.toString(RecordEnd.delimiter(header));
            pairs.add("delimiter=" + URLEncoder.encode(delimiter, StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, String> parameter : parameters) {
            pairs.add(
                    parameter.getKey()
                            + "="
                            + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
        }
        if (dryRun) {
            pairs.add("dryRun=true");
        }
        return String.join("&", pairs);
    }
}
