package dev.andon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What Andon's database holds: how it gets there, becomes small, and how large it is. */
final class Stored {
    /** Nothing that is measured here takes longer on any machine worth measuring. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyyMM").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    private static final String SEALING =
            """
            andon.sealing:
              after: 3d
              look-every: 1s
              points-per-second: 1000000000
            """;

    private static final String FIVE_MINUTES_FOR_EVER =
            """
            andon.retention:
              rules:
                - 5m: forever
            """;

    private final Andon andon;

    Stored(Andon andon) {
        this.andon = andon;
    }

    /** The server with nothing sealed by itself, and five minutes of all times. */
    static Andon unsealed(Path data) throws IOException {
        return started(data, "andon.sealing.after: 3650d\n" + FIVE_MINUTES_FOR_EVER);
    }

    /** The server that seals all that it may, as fast as it can, with five minutes of all times. */
    static Andon sealing(Path data) throws IOException {
        return started(data, SEALING + FIVE_MINUTES_FOR_EVER);
    }

    /** The same, but with five minutes of the last three months, as a server keeps them unasked. */
    static Andon sealingAnArchive(Path data) throws IOException {
        return started(data, SEALING);
    }

    /** Likewise, with more settings. */
    static Andon sealingAnArchive(Path data, String settings) throws IOException {
        return started(data, SEALING + settings);
    }

    private static Andon started(Path data, String settings) throws IOException {
        Path file = data.resolveSibling("andon.yaml");
        Files.writeString(file, settings);
        return Andon.start(data, "--config", file.toString());
    }

    /** Closes what is before the history; all that comes then comes late. */
    void awaitClosed() throws Exception {
        Waiting.until(
                "rollups of a server without points are complete",
                LONGEST,
                () ->
                        andon.owner()
                                .isTrue(
                                        "select min(complete_until) > now() - interval '3 days' from andon.rollup_state"));
    }

    /** Through the door for line protocol, 10,000 points a request; until all is acknowledged. */
    Duration load(History history) throws Exception {
        return history.send(() ->
                LineRows.over(new HttpConnection(andon.target(Format.LINE_PROTOCOL)), history));
    }

    /** From now until all rollups are written. */
    Duration awaitRollups() throws Exception {
        return Waiting.until(
                "all changes are in the rollups",
                LONGEST,
                () -> andon.owner().isTrue("select not exists (select from andon.sample_changes)"));
    }

    /** As autovacuum does it some time later. */
    void vacuum() throws Exception {
        andon.owner().execute("vacuum (analyze)");
        andon.administrator("andon").execute("checkpoint");
    }

    /** Until something is sealed. */
    void awaitFirstBlock() throws Exception {
        Waiting.until(
                "the first block",
                LONGEST,
                () -> andon.owner().isTrue("select exists (select from andon.sample_blocks)"));
    }

    /** From now until nothing of the history is raw any more. */
    Duration awaitSealed(History history) throws Exception {
        return Waiting.until(
                history.signal() + " is sealed", LONGEST, () -> rawPartitions(history) == 0);
    }

    long rawPartitions(History history) throws IOException, SQLException {
        return andon.owner().number("select count(*) from " + rawPartitionsOf(history));
    }

    long rawBytes(History history) throws IOException, SQLException {
        return andon.owner()
                .number(
                        "select sum(pg_total_relation_size(inhrelid)) from "
                                + rawPartitionsOf(history));
    }

    private static String rawPartitionsOf(History history) {
        return partitions(
                "samples", DAY.format(history.from()), DAY.format(history.until().minusNanos(1)));
    }

    /** All blocks of the months that the history touches. */
    long sealedBytes(History history) throws IOException, SQLException {
        return andon.owner()
                .number(
                        "select sum(pg_total_relation_size(inhrelid)) from "
                                + partitions(
                                        "sample_blocks",
                                        MONTH.format(history.from()),
                                        MONTH.format(history.until().minusNanos(1))));
    }

    /** Of a level of rollups, whatever is in it. */
    long rollupBytes(String level) throws IOException, SQLException {
        return andon.owner()
                .number(
                        "select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'andon.rollup_%s'::regclass"
                                .formatted(level));
    }

    /** Those of a table whose names end with a text between these. */
    private static String partitions(String table, String first, String last) {
        return "(select inhrelid from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = 'andon.%s'::regclass and split_part(c.relname, '%s_', 2) between '%s' and '%s') partitions"
                .formatted(table, table, first, last);
    }

    static final List<String> LEVELS = List.of("5m", "1h", "1d");
}
