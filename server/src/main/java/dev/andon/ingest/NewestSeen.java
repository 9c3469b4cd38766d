package dev.andon.ingest;

import java.util.LinkedHashMap;
import java.util.SequencedCollection;
import java.util.function.Function;
import java.util.function.Supplier;

/** Accounts of those seen last; what was counted of the others is kept in one sum. */
final class NewestSeen<K, A> {
    private final int max;
    private final Function<A, Counts> counts;
    private final LinkedHashMap<K, A> accounts = new LinkedHashMap<>(16, 0.75f, true);
    private final Counts leftOut = new Counts();
    private long timesLeftOut;

    NewestSeen(int max, Function<A, Counts> counts) {
        this.max = max;
        this.counts = counts;
    }

    /** The account, which counts as seen now. */
    A of(K key, Supplier<A> created) {
        A account = accounts.computeIfAbsent(key, _ -> created.get());
        if (accounts.size() > max) {
            leftOut.add(counts.apply(accounts.pollFirstEntry().getValue()));
            timesLeftOut++;
        }
        return account;
    }

    SequencedCollection<A> newestFirst() {
        return accounts.sequencedValues().reversed();
    }

    Counts leftOut() {
        return leftOut;
    }

    /** How often one was left out, which may have come again since. */
    long timesLeftOut() {
        return timesLeftOut;
    }
}
