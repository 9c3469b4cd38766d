package dev.andon.query;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Points of a machine as CSV (RFC 4180), with the columns of {@code machine_metrics}, written as
 * they come.
 */
final class PointsCsv {
    static final String HEADER =
            "machine_id,metric_type,zone_number,timestamp,value,target_value\r\n";

    private PointsCsv() {}

    /** A failure after the first points can only be told in a line that is no row. */
    static void write(
            PointsRequest request, PointSource source, Cancellation cancellation, Writer out)
            throws IOException {
        List<PointSource.Part> parts = source.next(cancellation);
        out.write(HEADER);
        try {
            while (!parts.isEmpty()) {
                for (PointSource.Part part : parts) {
                    write(request.machineId(), part, out);
                }
                out.flush();
                parts = source.next(cancellation);
            }
        } catch (QuestionException failed) {
            writeIncomplete(failed, out);
        }
    }

    static void writeIncomplete(QuestionException failed, Writer out) throws IOException {
        out.write(cell("incomplete: " + failed.sentence()) + "\r\n");
    }

    static void write(String machineId, PointSource.Part part, Writer out) throws IOException {
        Integer zone = part.series().zoneNumber();
        String start =
                "%s,%s,%s,"
                        .formatted(
                                cell(machineId),
                                cell(part.series().metricType()),
                                zone == null ? "" : zone.toString());
        PointList points = part.points();
        for (int index = 0; index < points.size(); index++) {
            Instant time = Instant.EPOCH.plus(points.epochMicros(index), ChronoUnit.MICROS);
            double target = points.target(index);
            out.append(start)
                    .append(time.toString())
                    .append(',')
                    .append(Double.toString(points.value(index)))
                    .append(',')
                    .append(Double.isNaN(target) ? "" : Double.toString(target))
                    .append("\r\n");
        }
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
