package dev.andon.planner;

import dev.andon.planner.RollupState.Level;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression tells apart: times whose clocks in a zone show different multiples of a width,
 * counted from an origin. A level answers it when no bucket of the level lies across such a limit.
 */
record Grain(String zone, long width, long origin) {
    static final String UTC = "UTC";

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    /** Far enough for times that nobody has bounded; from then on rules repeat. */
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    Grain {
        zone = canonical(zone);
        origin = Math.floorMod(origin, width);
    }

    static Grain utc(long width) {
        return new Grain(UTC, width, 0);
    }

    /** Names that mean the same to PostgreSQL and Java: those of regions, not abbreviations. */
    static boolean isKnownZone(String name) {
        return ZONES.contains(name)
                && (name.equals(UTC) || (name.indexOf('/') > 0 && !name.startsWith("SystemV/")));
    }

    private static String canonical(String zone) {
        ZoneRules rules = ZoneId.of(zone).getRules();
        boolean utc =
                rules.isFixedOffset() && rules.getOffset(Instant.EPOCH).getTotalSeconds() == 0;
        return utc ? UTC : zone;
    }

    boolean fits(Level level, Range range) {
        long bucket = level.widthMicros();
        if (width % bucket != 0 || origin % bucket != 0) {
            return false;
        }
        String zoneOfLevel = level.zone() == null ? UTC : canonical(level.zone());
        if (zone.equals(zoneOfLevel)) {
            return true;
        }
        return zoneOfLevel.equals(UTC) && clocksKeep(bucket, range);
    }

    /** Whether the zone's clocks, wherever they change, differ from UTC by whole buckets. */
    private boolean clocksKeep(long bucket, Range range) {
        ZoneRules rules = ZoneId.of(zone).getRules();
        Instant from = range.from() == Range.BEFORE_ALL ? Instant.MIN : Range.instant(range.from());
        Instant to = range.to() == Range.AFTER_ALL ? FAR : Range.instant(range.to());
        if (offset(rules, from) % bucket != 0) {
            return false;
        }
        ZoneOffsetTransition change = next(rules, from);
        while (change != null && change.getInstant().isBefore(to)) {
            if (offset(rules, change.getInstant()) % bucket != 0
                    || Range.micros(change.getInstant()) % bucket != 0) {
                return false;
            }
            change = next(rules, change.getInstant());
        }
        return true;
    }

    private static @Nullable ZoneOffsetTransition next(ZoneRules rules, Instant from) {
        return rules.nextTransition(from);
    }

    private static long offset(ZoneRules rules, Instant at) {
        return rules.getOffset(at).getTotalSeconds() * IntervalText.SECOND;
    }
}
