package dev.andon.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    SeriesDirectory(SeriesStore store, Machines machines) {
        this.store = store;
        this.machines = machines;
    }

    /** The numbers of all these series, in their order; missing ones are created. */
    public int[] resolve(List<SeriesKey> keys) {
        List<SeriesKey> missing = new ArrayList<>();
        for (SeriesKey key : keys) {
            if (!known.containsKey(key)) {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            learn(missing);
        }
        int[] ids = new int[keys.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = number(keys.get(i));
        }
        return ids;
    }

    private void learn(Collection<SeriesKey> missing) {
        known.putAll(store.findOrCreate(missing));
        machines.forget();
    }

    private int number(SeriesKey key) {
        Integer id = known.get(key);
        if (id == null) {
            throw new IllegalStateException("No number was given to " + key);
        }
        return id;
    }
}
