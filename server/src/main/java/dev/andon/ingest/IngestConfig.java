package dev.andon.ingest;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How samples may get in.
 *
 * @param maxBody the largest body of one request, counted after decompression
 * @param maxPending memory for points that are being read or wait for their commit; when it is used
 *     up, senders are told to come back later
 * @param maxQueuedPoints points that wait for a writer
 * @param maxGroupPoints points that are committed together, at most; a larger request is committed
 *     in slices of so many
 * @param maxWait how long a request of which slices are stored waits for room, before it is
 *     answered that its rest was not stored
 * @param writers groups that are written at the same time
 * @param maxAge older points are rejected
 * @param maxAhead points further in the future are rejected
 * @param maxMessage the largest message by WebSocket
 * @param socketMessages messages of one WebSocket that may wait for their answer; then no more are
 *     read
 * @param socketCheckEvery how often a WebSocket is asked whether it is alive, and whether it may
 *     still send
 * @param machineTags tags of line protocol that name the machine, the first that a line has counts
 */
@ConfigurationProperties(prefix = "andon.ingest", ignoreUnknownFields = false)
public record IngestConfig(
        @DefaultValue("1GB") DataSize maxBody,
        @DefaultValue("128MB") DataSize maxPending,
        @DefaultValue("1000000") int maxQueuedPoints,
        @DefaultValue("50000") int maxGroupPoints,
        @DefaultValue("30s") Duration maxWait,
        @DefaultValue("2") int writers,
        @DefaultValue("3650d") Duration maxAge,
        @DefaultValue("10m") Duration maxAhead,
        @DefaultValue("1MB") DataSize maxMessage,
        @DefaultValue("16") int socketMessages,
        @DefaultValue("30s") Duration socketCheckEvery,
        @DefaultValue({"machine_id", "machine", "host"}) List<String> machineTags) {
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
    }
}
