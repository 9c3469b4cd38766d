package dev.andon.ingest;

import dev.andon.catalog.SeriesKey;
import dev.andon.store.Appended;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners what was committed. */
final class Announcer {
    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final List<CommittedSamplesListener> listeners;

    Announcer(List<CommittedSamplesListener> listeners) {
        this.listeners = listeners;
    }

    /**
     * @param series of each of the points that were appended
     */
    void announce(Appended appended, SeriesKey[] series) {
        int changes = appended.changes();
        if (listeners.isEmpty() || changes == 0) {
            return;
        }
        SeriesKey[] changedSeries = new SeriesKey[changes];
        long[] epochMicros = new long[changes];
        double[] values = new double[changes];
        double[] targets = new double[changes];
        for (int change = 0; change < changes; change++) {
            changedSeries[change] = series[appended.changedIndex(change)];
            epochMicros[change] = appended.changedMicros(change);
            values[change] = appended.changedValue(change);
            targets[change] = appended.changedTarget(change);
        }
        CommittedSamples samples =
                new CommittedSamples(changedSeries, epochMicros, values, targets);
        for (CommittedSamplesListener listener : listeners) {
            try {
                listener.committed(samples);
            } catch (RuntimeException failure) {
                // The points are committed; a listener's trouble must not tell the sender
                // otherwise.
                log.warn("A listener failed on committed samples", failure);
            }
        }
    }
}
