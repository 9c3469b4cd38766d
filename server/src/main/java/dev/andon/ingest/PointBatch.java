package dev.andon.ingest;

import dev.andon.catalog.NameRule;
import dev.andon.catalog.SeriesKey;
import dev.andon.catalog.SeriesNumbers;
import dev.andon.catalog.SeriesRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The points of one request in columns, filled by a door; of a large request, of one slice after
 * another. It takes the memory it needs from what all requests share, and must be closed after the
 * answer to give it back.
 */
final class PointBatch implements AutoCloseable {
    private static final int FIRST_CAPACITY = 256;
    static final int BYTES_A_POINT = 32;

    /** Roughly: the key with its two names, and its entry in map and list. */
    private static final int BYTES_A_SERIES = 400;

    private final PointRules rules;
    private final PendingMemory.Share memory;

    /** Null for a batch that stays whole. */
    private final @Nullable Slices slices;

    private final @Nullable RejectedLines rejectedLines;

    /** Memory of these points, and of what the door needs until the end of the request. */
    private long bytes;

    private long held;

    /** Taken beforehand, and not needed yet. */
    private long reserved;

    private Rejections rejections;
    private List<SeriesKey> series = new ArrayList<>();
    private Map<SeriesKey, Integer> places = new HashMap<>();
    private int size;
    private int[] indexes = {};
    private int[] seriesPlaces = {};
    private long[] epochMicros = {};
    private double[] values = {};
    private double[] targets = {};

    PointBatch(PointRules rules, PendingMemory.Share memory) {
        this(rules, memory, null);
    }

    PointBatch(PointRules rules, PendingMemory.Share memory, @Nullable Slices slices) {
        this(rules, memory, slices, null);
    }

    /**
     * @param rejectedLines is told of each point that is rejected; null where nobody asks for that
     */
    PointBatch(
            PointRules rules,
            PendingMemory.Share memory,
            @Nullable Slices slices,
            @Nullable RejectedLines rejectedLines) {
        this.rules = rules;
        this.memory = memory;
        this.slices = slices;
        this.rejectedLines = rejectedLines;
        this.rejections = new Rejections(rejectedLines);
    }

    /**
     * Lets a full slice be written and begins anew. A door calls it when there is another point,
     * before that asks for its place: a request of one slice is stored as a whole or not at all.
     *
     * @return whether all places must be asked for again
     */
    boolean passOn() {
        if (slices == null || !slices.isFull(size, bytes)) {
            return false;
        }
        slices.passOn(cutOff());
        return true;
    }

    private PointBatch cutOff() {
        PointBatch slice = new PointBatch(rules, memory);
        slice.bytes = bytes;
        slice.rejections = rejections;
        slice.series = series;
        slice.places = places;
        slice.size = size;
        slice.indexes = indexes;
        slice.seriesPlaces = seriesPlaces;
        slice.epochMicros = epochMicros;
        slice.values = values;
        slice.targets = targets;
        bytes = 0;
        rejections = new Rejections(rejectedLines);
        series = new ArrayList<>();
        places = new HashMap<>();
        size = 0;
        indexes = new int[0];
        seriesPlaces = new int[0];
        epochMicros = new long[0];
        values = new double[0];
        targets = new double[0];
        return slice;
    }

    /** The place of a series in this batch, or a negative number after rejecting the point. */
    int place(int index, SeriesKey key) {
        Integer known = places.get(key);
        if (known != null) {
            return known;
        }
        Objection objection = rules.objectionToSeries(key);
        if (objection != null) {
            reject(index, objection.kind(), objection.reason(), key.machineId());
            return -1;
        }
        take(BYTES_A_SERIES);
        places.put(key, series.size());
        series.add(key);
        return series.size() - 1;
    }

    /**
     * Takes a point or rejects it.
     *
     * @param index which point of the request
     * @param place as {@link #place} answered
     * @param target NaN where there is none
     */
    void add(int index, int place, long micros, double value, double target) {
        Objection objection = PointRules.objectionToNumbers(value, target);
        if (objection == null) {
            objection = rules.objectionToTime(micros);
        }
        if (objection != null) {
            long ahead =
                    objection.kind() == RejectionKind.TIMESTAMP_AHEAD ? micros : Long.MIN_VALUE;
            rejections.add(
                    index,
                    objection.kind(),
                    objection.reason(),
                    series.get(place).machineId(),
                    ahead);
            return;
        }
        if (size == values.length) {
            grow();
        }
        indexes[size] = index;
        seriesPlaces[size] = place;
        epochMicros[size] = micros;
        values[size] = value;
        targets[size] = target;
        size++;
    }

    /** Rejects the points of series that may not be created; the others close up. */
    void rejectRefused(SeriesNumbers numbers) {
        if (!numbers.anyRefused()) {
            return;
        }
        int kept = 0;
        for (int point = 0; point < size; point++) {
            SeriesRefusal refusal = numbers.refusal(seriesPlaces[point]);
            if (refusal != null) {
                rejections.add(
                        indexes[point],
                        RejectionKind.of(refusal.cause()),
                        refusal.reason(),
                        series.get(seriesPlaces[point]).machineId(),
                        Long.MIN_VALUE);
                continue;
            }
            indexes[kept] = indexes[point];
            seriesPlaces[kept] = seriesPlaces[point];
            epochMicros[kept] = epochMicros[point];
            values[kept] = values[point];
            targets[kept] = targets[point];
            kept++;
        }
        size = kept;
    }

    void reject(int index, RejectionKind kind, String reason) {
        reject(index, kind, reason, null);
    }

    /**
     * @param machine as the point names it; counts as none where it cannot be a machine's name
     */
    void reject(int index, RejectionKind kind, String reason, @Nullable String machine) {
        boolean usable = machine != null && NameRule.fault(machine, NameRule.MAX_LENGTH) == null;
        rejections.add(index, kind, reason, usable ? machine : null, Long.MIN_VALUE);
    }

    Rejections rejections() {
        return rejections;
    }

    long receivedMicros() {
        return rules.receivedMicros();
    }

    /** How many points were taken. */
    int size() {
        return size;
    }

    /** The distinct series, in the order of their places. */
    List<SeriesKey> series() {
        return series;
    }

    int seriesPlace(int point) {
        return seriesPlaces[point];
    }

    long epochMicros(int point) {
        return epochMicros[point];
    }

    double value(int point) {
        return values[point];
    }

    double target(int point) {
        return targets[point];
    }

    Receipt receipt(int stored, int unchanged, int corrected) {
        return new Receipt(
                size + rejections.count(),
                stored,
                unchanged,
                corrected,
                rejections.count(),
                rejections.listed());
    }

    @Override
    public void close() {
        memory.giveBack(bytes + held + reserved);
        bytes = 0;
        held = 0;
        reserved = 0;
    }

    /**
     * After the first slice at once to the size of one: requests that wait for memory should wait
     * before they hold some, or they wait for each other.
     */
    private void grow() {
        int least = slices != null && slices.begun() ? slices.slicePoints() : FIRST_CAPACITY;
        int capacity = Math.max(least, values.length * 2);
        take((long) (capacity - values.length) * BYTES_A_POINT);
        indexes = Arrays.copyOf(indexes, capacity);
        seriesPlaces = Arrays.copyOf(seriesPlaces, capacity);
        epochMicros = Arrays.copyOf(epochMicros, capacity);
        values = Arrays.copyOf(values, capacity);
        targets = Arrays.copyOf(targets, capacity);
    }

    /** Takes memory for what a door needs besides points, until places must be asked for again. */
    void take(long more) {
        long paid = Math.min(reserved, more);
        if (more > paid) {
            takeFromAll(more - paid);
        }
        reserved -= paid;
        bytes += more;
    }

    /**
     * Takes memory for what is about to be read, so that requests wait for room before they are
     * read: what is read and then refused has cost the processor as much as what is stored.
     *
     * @param always what the request takes beside its points, until its end
     */
    void begin(long always, long expected, Duration patience) {
        memory.await(always + expected, patience, false);
        held += always;
        reserved += expected;
    }

    /** Takes memory for what a door needs until the end of the request. */
    void hold(long more) {
        takeFromAll(more);
        held += more;
    }

    private void takeFromAll(long more) {
        if (slices != null && slices.begun()) {
            memory.await(more, slices.patience(), true);
        } else {
            memory.take(more);
        }
    }
}
