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
 *     by itself
 * @param writers groups that are written at the same time
 * @param maxAge older points are rejected
 * @param maxAhead points further in the future are rejected
 * @param machineTags tags of line protocol that name the machine, the first that a line has counts
 */
@ConfigurationProperties(prefix = "andon.ingest", ignoreUnknownFields = false)
public record IngestConfig(
        @DefaultValue("64MB") DataSize maxBody,
        @DefaultValue("128MB") DataSize maxPending,
        @DefaultValue("1000000") int maxQueuedPoints,
        @DefaultValue("50000") int maxGroupPoints,
        @DefaultValue("2") int writers,
        @DefaultValue("3650d") Duration maxAge,
        @DefaultValue("10m") Duration maxAhead,
        @DefaultValue({"machine_id", "machine", "host"}) List<String> machineTags) {}
