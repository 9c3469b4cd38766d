package dev.andon.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/**
 * Points of days that may have blocks. What a block holds already needs nothing; what no block
 * holds is written raw and sealed later; a correction first turns its block into rows again.
 */
@Component
class LatePoints {
    private final BlockStore blocks;
    private final RawStore raw;

    LatePoints(BlockStore blocks, RawStore raw) {
        this.blocks = blocks;
        this.raw = raw;
    }

    BlockComparison compare(
            Connection connection,
            SortedSamples sorted,
            DayRange day,
            Precedence precedence,
            Fate[] fates)
            throws SQLException {
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (int point = day.from(); point < day.to(); point++) {
            from = Math.min(from, sorted.epochMicros(point));
            to = Math.max(to, sorted.epochMicros(point));
        }
        BlockComparison comparison = new BlockComparison(sorted, day, precedence, fates);
        blocks.read(connection, day.series(sorted), from, to + 1).forEach(comparison::add);
        return comparison;
    }

    /** The caller has the lock of the day alone. */
    void unseal(Connection connection, DayRange day, BlockComparison comparison)
            throws SQLException {
        Samples rows = new Samples(0);
        for (SampleBlock block :
                blocks.take(
                        connection,
                        comparison.correctedSeries(),
                        comparison.correctedFrom(),
                        comparison.correctedTo() + 1)) {
            BlockCodec.decode(
                    block,
                    (micros, value, target) -> rows.add(block.seriesId(), micros, value, target));
        }
        raw.copy(connection, day.epochDay(), rows);
        raw.forget(day.epochDay());
    }
}
