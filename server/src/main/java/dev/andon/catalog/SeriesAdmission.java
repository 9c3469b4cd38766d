package dev.andon.catalog;

import dev.andon.catalog.CatalogConfig.UnknownMachines;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/**
 * Decides which new series may be created. Writers reserve before they create and settle
 * afterwards, so that together they never exceed a limit, and need not wait for each other.
 */
final class SeriesAdmission {
    /** Others create series, too, rarely: their count may be a minute old. */
    private static final Duration COUNT_GOOD_FOR = Duration.ofMinutes(1);

    private final CatalogConfig config;
    private final SeriesStore store;
    private final Clock clock;
    private final SeriesBudget budget;
    private int reserved;
    private int count;
    private Instant countGoodUntil = Instant.MIN;

    SeriesAdmission(CatalogConfig config, SeriesStore store, Clock clock) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        this.budget = new SeriesBudget(config.newSeriesPerMinute(), clock);
    }

    /** Which of these new series must not be created, and why; the others are to be settled. */
    Map<SeriesKey, SeriesRefusal> reserve(List<SeriesKey> fresh) {
        Map<SeriesKey, SeriesRefusal> refused =
                config.unknownMachines() == UnknownMachines.ADD
                        ? new HashMap<>()
                        : ofUnknownMachines(fresh);
        List<SeriesKey> others = fresh.stream().filter(key -> !refused.containsKey(key)).toList();
        if (!others.isEmpty()) {
            reserve(others, refused);
        }
        return refused;
    }

    private Map<SeriesKey, SeriesRefusal> ofUnknownMachines(List<SeriesKey> fresh) {
        Set<String> known =
                store.machines(
                        fresh.stream().map(SeriesKey::machineId).collect(Collectors.toSet()));
        Map<SeriesKey, SeriesRefusal> refused = new HashMap<>();
        for (SeriesKey key : fresh) {
            if (!known.contains(key.machineId())) {
                refused.put(key, unknown(key.machineId()));
            }
        }
        return refused;
    }

    private synchronized void reserve(List<SeriesKey> keys, Map<SeriesKey, SeriesRefusal> refused) {
        int room = config.maxSeries() - count() - reserved;
        int left = budget.left();
        int admitted = Math.clamp(Math.min(room, left), 0, keys.size());
        for (SeriesKey key : keys.subList(admitted, keys.size())) {
            refused.put(key, room <= left ? full() : tooFast());
        }
        reserved += admitted;
        budget.spend(admitted);
    }

    /** Of what was reserved so many were created. */
    synchronized void settle(int reservation, int created) {
        reserved -= reservation;
        count += created;
        budget.spend(created - reservation);
    }

    private int count() {
        Instant now = clock.instant();
        if (!now.isBefore(countGoodUntil)) {
            count = store.count();
            countGoodUntil = now.plus(COUNT_GOOD_FOR);
        }
        return count;
    }

    private static SeriesRefusal unknown(String machine) {
        return new SeriesRefusal(
                SeriesRefusal.Cause.MACHINE_UNKNOWN,
                "machine %s is not in the catalog; add it with PUT /api/v1/machines/%s, or set andon.catalog.unknown-machines: add"
                        .formatted(
                                machine,
                                UriUtils.encodePathSegment(machine, StandardCharsets.UTF_8)));
    }

    private SeriesRefusal tooFast() {
        return new SeriesRefusal(
                SeriesRefusal.Cause.SERIES_LIMIT,
                "its series is new, and not more than %d new ones a minute are created (andon.catalog.new-series-per-minute); send it again in a minute, and if this goes on, look for a name that holds something that always changes, such as an order number"
                        .formatted(config.newSeriesPerMinute()));
    }

    private SeriesRefusal full() {
        return new SeriesRefusal(
                SeriesRefusal.Cause.SERIES_LIMIT,
                "its series is new, and there are %d already, not more than which are kept (andon.catalog.max-series); raise the limit, unless a name holds something that always changes, such as an order number"
                        .formatted(config.maxSeries()));
    }
}
