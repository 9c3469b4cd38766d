package dev.andon.postgres;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * The configuration of the embedded PostgreSQL, sized for the machine.
 *
 * @param memoryMegabytes of the machine or container
 * @param durable whether a committed row survives a power cut; {@code false} only in tests
 */
record ServerSettings(long memoryMegabytes, int processors, boolean durable) {

    static ServerSettings ofThisMachine(boolean durable) {
        var machine =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        return new ServerSettings(
                machine.getTotalMemorySize() >> 20, machine.getAvailableProcessors(), durable);
    }

    String file(int port, Path logFolder) {
        return """
        # Written by Andon at every start; do not edit. What ALTER SYSTEM sets wins over this file.

        # Only this machine may connect; no socket files.
        listen_addresses = '127.0.0.1'
        port = %1$d
        unix_socket_directories = ''
        max_connections = 100
        password_encryption = 'scram-sha-256'

        # An acknowledged point is on disk.
        fsync = %3$s
        synchronous_commit = %3$s
        full_page_writes = %3$s

        # An eighth of the memory, since the page cache and Andon itself want theirs; a plant asks
        # mostly for the newest day, and that fits.
        shared_buffers = %4$dMB
        effective_cache_size = %5$dMB
        # A question sorts and groups in memory; a dashboard asks some ten at a time.
        work_mem = %6$dMB
        # For building the index of a partition and for vacuum.
        maintenance_work_mem = %7$dMB
        max_parallel_workers_per_gather = %8$d

        # Machines write all day: rare, spread checkpoints instead of many, and at most so much log
        # to replay after a crash.
        checkpoint_timeout = 15min
        checkpoint_completion_target = 0.9
        max_wal_size = 2GB
        min_wal_size = 128MB
        wal_compression = on

        # Questions take milliseconds; compiling them takes longer than running them.
        jit = off
        # Solid-state disks read anywhere at nearly the same price.
        random_page_cost = 1.1

        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'

        # One file a weekday, overwritten after a week.
        logging_collector = on
        log_directory = '%2$s'
        log_filename = 'postgresql-%%a.log'
        log_rotation_age = 1d
        log_rotation_size = 0
        log_truncate_on_rotation = on
        log_min_duration_statement = 5s
        log_lock_waits = on
        """
                .formatted(
                        port,
                        logFolder.toString().replace("'", "''"),
                        durable ? "on" : "off",
                        Math.clamp(memoryMegabytes / 8, 128L, 4096L),
                        memoryMegabytes / 2,
                        Math.clamp(memoryMegabytes / 512, 4L, 64L),
                        Math.clamp(memoryMegabytes / 32, 64L, 1024L),
                        Math.clamp(processors - 1L, 0L, 4L));
    }
}
