package dev.andon.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes points of a server as CSV, as they come. */
public final class Exporter {
    private static final int BUFFER = 64 * 1024;

    /** Longer than the sentence in which an answer says that it is not whole. */
    private static final int TAIL = 4 * 1024;

    private final Server server;
    private final ImportReport report;

    public Exporter(Server server, ImportReport report) {
        this.server = server;
        this.report = report;
    }

    /**
     * Answers how many points there were.
     *
     * @param parameters of the address
     * @throws TransferException when not all points came
     */
    public long run(List<Map.Entry<String, String>> parameters, OutputStream out)
            throws InterruptedException, IOException {
        try (HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build()) {
            HttpResponse<InputStream> answer =
                    http.send(request(parameters), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new TransferException(detail(answer.statusCode(), body));
                }
                return copy(body, out);
            }
        }
    }

    private HttpRequest request(List<Map.Entry<String, String>> parameters) throws IOException {
        String query =
                parameters.stream()
                        .map(parameter ->
                                parameter.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        Server.Address address = server.find();
        return HttpRequest.newBuilder(URI.create(address.http() + "/api/v1/export?" + query))
                .header("Authorization", "Bearer " + address.token())
                .header("Accept", "text/csv, application/problem+json")
                .build();
    }

    private long copy(InputStream body, OutputStream out) throws IOException {
        Progress.Meter meter = new Progress.Meter(System::nanoTime, "Export", -1, 0, 0);
        byte[] buffer = new byte[BUFFER];
        byte[] tail = new byte[0];
        long lines = 0;
        long bytes = 0;
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            out.write(buffer, 0, count);
            lines += Part.lines(buffer, 0, count);
            bytes += count;
            tail = lastOf(tail, buffer, count);
            report.progress(meter.at(bytes, Math.max(0, lines - 1)));
        }
        String last = new String(tail, StandardCharsets.UTF_8).stripTrailing();
        last = last.substring(last.lastIndexOf('\n') + 1);
        if (last.startsWith("incomplete:") || last.startsWith("\"incomplete:")) {
            throw new TransferException(
                    "The export is not complete: after %,d points the server said \"%s\"."
                            .formatted(Math.max(0, lines - 2), last));
        }
        return Math.max(0, lines - 1);
    }

    private static byte[] lastOf(byte[] before, byte[] next, int count) {
        int fresh = Math.min(count, TAIL);
        int kept = Math.min(before.length, TAIL - fresh);
        byte[] tail = new byte[kept + fresh];
        System.arraycopy(before, before.length - kept, tail, 0, kept);
        System.arraycopy(next, count - fresh, tail, kept, fresh);
        return tail;
    }

    private static String detail(int status, InputStream body) throws IOException {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        String fallback = "The server answered with status %d.".formatted(status);
        try {
            return JsonMapper.shared().readTree(text).path("detail").asString(fallback);
        } catch (JacksonException notJson) {
            return fallback;
        }
    }
}
