package dev.andon.openapi;

import static java.util.Map.entry;

import java.util.Map;

/** What members mean that their name does not say, first of all units. */
final class Members {
    static final Map<String, String> DESCRIPTIONS =
            Map.ofEntries(
                    entry("Machine.id", "what its points name as machine_id; never changes"),
                    entry("Machine.name", "for people; the id until somebody gives one"),
                    entry("Machine.oee", "as another application has written it, in its unit"),
                    entry("Machine.ideal_cycle_seconds", "seconds that one part ideally takes"),
                    entry(
                            "Machine.last_updated",
                            "epoch milliseconds of the last change of this document, not of the last point"),
                    entry(
                            "Machine.retired",
                            "epoch milliseconds since when it is out of service; null: in service"),
                    entry("MachineTrends.window", "length of the window, as asked"),
                    entry("MachineTrends.from", "epoch milliseconds, not itself in the window"),
                    entry("MachineTrends.to", "epoch milliseconds"),
                    entry("SeriesTrend.unit", "of value, as the series has it"),
                    entry("SeriesTrend.count", "points in the window"),
                    entry("SeriesTrend.average", "of the points, each counting the same"),
                    entry("SeriesTrend.last_timestamp", "epoch milliseconds"),
                    entry("SeriesTrend.change", "average less the average of the window before"),
                    entry(
                            "SeriesTrend.change_percent",
                            "percent: 100 * change / |average of the window before|"),
                    entry("SeriesTrend.slope_per_hour", "per hour, by least squares"),
                    entry("IngestAccount.since", "epoch milliseconds of the server's start"),
                    entry("IngestAccount.perSecond", "points a second, over the last minute"),
                    entry("MachineAccount.machine", "null: points without a usable machine"),
                    entry(
                            "MachineAccount.clockSkewMillis",
                            "milliseconds that the machine's newest points are behind the server's clock at least; negative: ahead"),
                    entry("Receipt.errors", "the first 100 of the rejected points"),
                    entry("Rejection.index", "which point of the body, or which line, from 0"),
                    entry(
                            "Status.psql",
                            "address of the reading role with its password; admins only"),
                    entry("Status.pointsExact", "false: points is an estimate"),
                    entry("Status.uptimeSeconds", "seconds"),
                    entry("CreatedToken.token", "shown this once"),
                    entry("NewUser.password", "10 characters to 72 bytes"),
                    entry(
                            "VariableAnswer.searched",
                            "true: its query looks for what is typed, see variable-options"),
                    entry("Choice.properties", "what else its query or list says of it, by name"),
                    entry("PanelRequest.id", "names the answer, and the panel unless panel does"),
                    entry("AnnotationsRequest.annotations", "places in the file's list, from 0"),
                    entry(
                            "PanelRequest.panel",
                            "for a copy that a repeat made: the panel of the file"));

    private Members() {}
}
