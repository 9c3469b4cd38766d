package dev.andon.ingest;

import dev.andon.catalog.NameRule;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * How samples may get in.
 *
 * @param maxBody the largest body of one request, counted after decompression
 * @param maxPending memory for points that are being read or wait for their commit; when it is used
 *     up, senders are told to come back later; absent: a quarter of the heap
 * @param maxQueuedPoints points that wait for a writer
 * @param maxGroupPoints points that are committed together, at most; a larger request is committed
 *     in slices of so many
 * @param maxWait how long a request of which slices are stored waits for room, before it is
 *     answered that its rest was not stored
 * @param writers groups that are written at the same time
 * @param meteredMachines machines that have counters of their own in Prometheus; the others are
 *     counted together there
 * @param maxAge older points are rejected
 * @param maxAhead points further in the future are rejected
 * @param maxNameLength characters of a machine's or a metric's name
 * @param maxMessage the largest message by WebSocket
 * @param sockets WebSockets that may be open at once, each of which takes some 35 KB of the heap
 * @param socketMessages messages of one WebSocket that may wait for their answer; then no more are
 *     read
 * @param socketCheckEvery how often a WebSocket is asked whether it is alive, and whether it may
 *     still send
 * @param machineTags tags of line protocol that name the machine, the first that a line has counts;
 *     in this and the following lists an entry is a tag or {@code measurement.tag}
 * @param metricTags tags whose values are part of the metric's name, in this order
 * @param zoneTags tags that are the zone's number
 * @param ignoredTags tags that are left out
 */
@ConfigurationProperties(prefix = "andon.ingest", ignoreUnknownFields = false)
public record IngestConfig(
        @DefaultValue("1GB") DataSize maxBody,
        @Nullable DataSize maxPending,
        @DefaultValue("1000000") int maxQueuedPoints,
        @DefaultValue("50000") int maxGroupPoints,
        @DefaultValue("30s") Duration maxWait,
        @DefaultValue("2") int writers,
        @DefaultValue("1000") int meteredMachines,
        @DefaultValue("3650d") Duration maxAge,
        @DefaultValue("10m") Duration maxAhead,
        @DefaultValue("200") int maxNameLength,
        @DefaultValue("1MB") DataSize maxMessage,
        @DefaultValue("2000") int sockets,
        @DefaultValue("16") int socketMessages,
        @DefaultValue("30s") Duration socketCheckEvery,
        @DefaultValue({"machine_id", "machine", "host"}) List<String> machineTags,
        @DefaultValue List<String> metricTags,
        @DefaultValue("zone_number") List<String> zoneTags,
        @DefaultValue List<String> ignoredTags) {

    /** What a writer needs a point beside the request's own columns: sorted copies and fates. */
    private static final int BYTES_A_POINT_BEING_WRITTEN = 150;

    /** Points of a request are counted in integers, and the shortest takes two bytes. */
    private static final DataSize LARGEST_BODY = DataSize.ofGigabytes(4);

    public IngestConfig {
        if (maxBody.compareTo(LARGEST_BODY) > 0) {
            throw new IllegalArgumentException(
                    "andon.ingest.max-body is more than 4GB; send such amounts in parts");
        }
        if (socketMessages < 1) {
            throw new IllegalArgumentException("andon.ingest.socket-messages is less than 1");
        }
        if (maxNameLength < 1 || maxNameLength > NameRule.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "andon.ingest.max-name-length must be from 1 to " + NameRule.MAX_LENGTH);
        }
        Set<String> tags = new HashSet<>();
        Stream.of(machineTags, metricTags, zoneTags, ignoredTags)
                .flatMap(List::stream)
                .filter(tag -> !tags.add(tag))
                .forEach(IngestConfig::refuseTwoMeanings);
    }

    private static void refuseTwoMeanings(String tag) {
        throw new IllegalArgumentException(
                "The tag %s stands twice in machine-tags, metric-tags, zone-tags and ignored-tags of andon.ingest; it can mean only one thing."
                        .formatted(tag));
    }

    /**
     * Half of the heap must be left: for questions, and for the collector to have room to work in.
     *
     * @throws InvalidConfigurationPropertyValueException which stops the start, when it is not
     */
    long pendingBytes(long heapBytes) {
        long pending = maxPending == null ? heapBytes / 4 : maxPending.toBytes();
        long written = (long) writers * maxGroupPoints * BYTES_A_POINT_BEING_WRITTEN;
        if (pending + written > heapBytes / 2) {
            throw new InvalidConfigurationPropertyValueException(
                    "andon.ingest.max-pending",
                    DataSize.ofBytes(pending),
                    "with the %d MB that %d writers need for groups of %d points it is more than half of the heap of %d MB, which must be left for everything else; lower it, or give Java more with ANDON_JAVA_OPTS=-Xmx…"
                            .formatted(written >> 20, writers, maxGroupPoints, heapBytes >> 20));
        }
        return pending;
    }
}
