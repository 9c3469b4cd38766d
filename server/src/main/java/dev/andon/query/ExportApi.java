package dev.andon.query;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Points of any machines as one CSV file, by machine, series and time. It may take hours: it holds
 * nothing between two pages, and when others have all turns of the database it waits for its own.
 */
@RestController
class ExportApi {
    /** How many machines there will be, so that who reads knows how far it is. */
    private static final String MACHINES = "Andon-Machines";

    /** Each waits as long as a question of a page does. */
    private static final int MOST_WAITS = 20;

    private final PointReader reader;
    private final PointsAddress address;

    ExportApi(PointReader reader, PointsAddress address) {
        this.reader = reader;
        this.address = address;
    }

    @GetMapping(path = "/api/v1/export", produces = "text/csv")
    void export(
            @RequestParam MultiValueMap<String, String> parameters,
            @Nullable Principal principal,
            HttpServletResponse response)
            throws IOException {
        ExportRequest request = address.readExport(parameters);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(MACHINES, Integer.toString(request.machines().size()));
        try (Cancellation cancellation = Cancellation.of(principal)) {
            Writer out =
                    new BufferedWriter(
                            new OutputStreamWriter(
                                    response.getOutputStream(), StandardCharsets.UTF_8));
            out.write(PointsCsv.HEADER);
            try {
                for (String machine : request.machines()) {
                    write(machine, request, cancellation, out);
                }
            } catch (QuestionException failed) {
                PointsCsv.writeIncomplete(failed, out);
            }
            out.flush();
        }
    }

    private void write(String machine, ExportRequest request, Cancellation cancellation, Writer out)
            throws IOException {
        ExportPages pages = new ExportPages(reader, request, machine);
        while (!pages.isDone()) {
            for (PointSource.Part part : patiently(pages, cancellation)) {
                PointsCsv.write(machine, part, out);
            }
            out.flush();
        }
    }

    private static List<PointSource.Part> patiently(ExportPages pages, Cancellation cancellation) {
        for (int waits = 1; ; waits++) {
            try {
                return pages.next(cancellation);
            } catch (QuestionException failed) {
                if (failed.kind() != FailureKind.LIMIT || waits == MOST_WAITS) {
                    throw failed;
                }
            }
        }
    }
}
