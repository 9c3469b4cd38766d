package dev.andon.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the partitions of the coming days ahead of time, so that at midnight nobody waits. A missed
 * run does no harm: a partition that is not there is made when the first point, or block, needs it.
 */
@Component
class PartitionKeeper {
    private static final Logger log = LoggerFactory.getLogger(PartitionKeeper.class);
    private static final int DAYS_AHEAD = 7;

    private final PartitionStore partitions;
    private final BlockStore blocks;
    private final EngineStore engine;
    private final Clock clock;

    PartitionKeeper(PartitionStore partitions, BlockStore blocks, EngineStore engine, Clock clock) {
        this.partitions = partitions;
        this.blocks = blocks;
        this.engine = engine;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 0, fixedDelayString = "PT6H")
    void makeComingDays() {
        if (!engine.current().hasPartitions()) {
            return;
        }
        int today = (int) Math.floorDiv(clock.millis(), Duration.ofDays(1).toMillis());
        try {
            partitions.ensure(IntStream.rangeClosed(today, today + DAYS_AHEAD).boxed().toList());
            blocks.ensureComing(YearMonth.from(LocalDate.ofEpochDay(today + DAYS_AHEAD)));
        } catch (SQLException failure) {
            log.warn(
                    "The partitions of the coming days could not be made; this is tried again in six"
                            + " hours, and before that when a point needs one",
                    failure);
        }
    }

    @Configuration
    @EnableScheduling
    static class Scheduling {}
}
