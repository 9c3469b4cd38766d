package dev.andon.query;

import dev.andon.planner.RollupState.Freshness;
import dev.andon.planner.RollupState.Repair;
import dev.andon.planner.RollupState.Span;
import dev.andon.planner.Slicing;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of closed buckets, kept from one question to the next. What a repair has touched is
 * forgotten, and so are, when memory is short, the rows that nobody has asked for longest.
 */
final class KeptRows {
    /** What a strip takes beside its values: key, objects, references. */
    private static final int STRIP_BYTES = 1_000;

    private final long mostBytes;
    private final Map<String, Strip> strips = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** All repairs up to this one have been looked at. */
    private long lastRepair = -1;

    KeptRows(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * All rows of whole buckets from one time to before another, in their order.
     *
     * @param slicing of the question that they answer
     */
    record Strip(Slicing slicing, long from, long to, ResultRows rows, long bytes) {
        /** What is left of it when a change is forgotten; null: nothing. */
        @Nullable Strip without(Span times) {
            Times rest = new Times(from, to).without(times, slicing);
            return rest == null ? null : within(rest.from(), rest.to());
        }

        @Nullable Strip within(long newFrom, long newTo) {
            long start = Math.max(from, newFrom);
            long end = Math.min(to, newTo);
            if (start >= end) {
                return null;
            }
            if (start == from && end == to) {
                return this;
            }
            ResultRows part = TimedRows.between(rows, slicing.timeColumn(), start, end);
            return new Strip(slicing, start, end, part, size(part));
        }

        static Strip of(Slicing slicing, long from, long to, ResultRows rows) {
            return new Strip(slicing, from, to, rows, size(rows));
        }

        private static long size(ResultRows rows) {
            return STRIP_BYTES
                    + rows.columns().stream().mapToLong(column -> column.values().bytes()).sum();
        }
    }

    /** Whole buckets from one time to before another, in microseconds since 1970. */
    record Times(long from, long to) {
        /** The longer part outside of the buckets that a change touches; null: nothing. */
        @Nullable Times without(Span change, Slicing slicing) {
            long since = slicing.floor(micros(change.since()));
            long until = slicing.ceiling(micros(change.until()));
            if (until <= from || since >= to) {
                return this;
            }
            boolean before = since - from >= to - until;
            Times rest =
                    before
                            ? new Times(from, Math.min(to, since))
                            : new Times(Math.max(from, until), to);
            return rest.from < rest.to ? rest : null;
        }

        static long micros(Instant time) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, time);
        }
    }

    /** Asks the snapshot for the repairs after one. */
    interface Repairs {
        List<Repair> after(long number) throws SQLException;
    }

    boolean isOn() {
        return mostBytes > 0;
    }

    /** Forgets what was changed before the snapshot that this is the freshness of. */
    void catchUp(Freshness freshness, Repairs repairs) throws SQLException {
        long known = lastRepair();
        if (freshness.lastRepair() <= known) {
            return;
        }
        boolean gapless = known >= 0 && freshness.firstRepair() <= known + 1;
        List<Repair> missed = gapless ? repairs.after(known) : List.of();
        synchronized (this) {
            // Another question may have been here meanwhile; to forget twice does no harm.
            if (gapless) {
                missed.forEach(repair -> forget(repair.times()));
            } else {
                strips.clear();
                bytes = 0;
            }
            lastRepair = Math.max(lastRepair, freshness.lastRepair());
        }
    }

    private synchronized long lastRepair() {
        return lastRepair;
    }

    private void forget(Span times) {
        Iterator<Map.Entry<String, Strip>> all = strips.entrySet().iterator();
        List<Strip> shorter = new ArrayList<>();
        while (all.hasNext()) {
            Strip strip = all.next().getValue();
            Strip rest = strip.without(times);
            if (!strip.equals(rest)) {
                bytes -= strip.bytes();
                all.remove();
                if (rest != null) {
                    shorter.add(rest);
                }
            }
        }
        shorter.forEach(this::keep);
    }

    synchronized @Nullable Strip of(String key) {
        return strips.get(key);
    }

    /**
     * @param asOf the newest repair in the snapshot that the rows are from: when later ones are
     *     known already, nobody would forget what they changed in these rows
     */
    synchronized void keep(Strip strip, long asOf) {
        if (asOf >= lastRepair) {
            keep(strip);
        }
    }

    private void keep(Strip strip) {
        Strip before = strips.remove(strip.slicing().key());
        bytes -= before == null ? 0 : before.bytes();
        if (strip.bytes() > mostBytes) {
            return;
        }
        strips.put(strip.slicing().key(), strip);
        bytes += strip.bytes();
        Iterator<Strip> oldest = strips.values().iterator();
        while (bytes > mostBytes) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }
}
