package dev.andon.catalog;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * The number of each series. Known ones are found without a lock and without the database; missing
 * ones, and machines never heard of, are created together in a transaction of their own, so that
 * neither other writers nor other servers wait for a long one. Numbers never change.
 */
@Component
public class SeriesDirectory {
    private final ConcurrentMap<SeriesKey, Integer> known = new ConcurrentHashMap<>();

    private final SeriesStore store;
    private final Machines machines;
    private final SeriesAdmission admission;

    SeriesDirectory(SeriesStore store, Machines machines, CatalogConfig config, Clock clock) {
        this.store = store;
        this.machines = machines;
        this.admission = new SeriesAdmission(config, store, clock);
    }

    /** The numbers of all these series; missing ones are created, as far as that is allowed. */
    public SeriesNumbers resolve(List<SeriesKey> keys) {
        List<SeriesKey> missing = missing(keys);
        return new SeriesNumbers(keys, known, missing.isEmpty() ? Map.of() : learn(missing));
    }

    private List<SeriesKey> missing(List<SeriesKey> keys) {
        List<SeriesKey> missing = new ArrayList<>();
        for (SeriesKey key : keys) {
            if (!known.containsKey(key)) {
                missing.add(key);
            }
        }
        return missing;
    }

    /** Which series were not created, and why. */
    private Map<SeriesKey, SeriesRefusal> learn(List<SeriesKey> keys) {
        known.putAll(store.find(keys));
        List<SeriesKey> fresh = missing(keys);
        if (fresh.isEmpty()) {
            return Map.of();
        }
        Map<SeriesKey, SeriesRefusal> refused = admission.reserve(fresh);
        List<SeriesKey> admitted = fresh.stream().filter(key -> !refused.containsKey(key)).toList();
        if (!admitted.isEmpty()) {
            create(admitted);
        }
        return refused;
    }

    private void create(List<SeriesKey> admitted) {
        int created = 0;
        try {
            created = store.create(admitted);
        } finally {
            admission.settle(admitted.size(), created);
        }
        known.putAll(store.find(admitted));
        machines.forget();
    }
}
