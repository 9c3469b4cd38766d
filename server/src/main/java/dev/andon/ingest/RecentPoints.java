package dev.andon.ingest;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The points of the last ten minutes, in steps of ten seconds. */
final class RecentPoints {
    static final int STEP_SECONDS = 10;
    static final int STEPS = 60;
    private static final int STEPS_A_MINUTE = 6;

    private final long sinceMillis;

    /** One more, which is being filled. */
    private final Counts[] counts = new Counts[STEPS + 1];

    /** Which step each place holds, counted from 1970; others are from an earlier time round. */
    private final long[] steps = new long[STEPS + 1];

    RecentPoints(Instant since) {
        this.sinceMillis = since.toEpochMilli();
        Arrays.setAll(counts, _ -> new Counts());
    }

    record History(int stepSeconds, long from, List<Long> received, List<Long> rejected) {}

    record Rates(
            double received, double stored, double unchanged, double corrected, double rejected) {}

    void add(Instant now, Counts more) {
        long step = step(now);
        int place = place(step);
        if (steps[place] != step) {
            steps[place] = step;
            counts[place] = new Counts();
        }
        counts[place].add(more);
    }

    /** Without the step that is being filled: it would look like a drop. */
    History history(Instant now) {
        long end = step(now);
        long first = Math.clamp(step(Instant.ofEpochMilli(sinceMillis)), end - STEPS, end);
        List<Counts.View> views =
                LongStream.range(first, end).mapToObj(one -> at(one).view()).toList();
        return new History(
                STEP_SECONDS,
                first * STEP_SECONDS * 1_000,
                views.stream().map(Counts.View::received).toList(),
                views.stream().map(Counts.View::rejected).toList());
    }

    /** Over six whole steps and the one that is being filled, or since the start. */
    Rates perSecond(Instant now) {
        long step = step(now);
        Counts sum = new Counts();
        for (long one = step - STEPS_A_MINUTE; one <= step; one++) {
            sum.add(at(one));
        }
        long begin = Math.max(sinceMillis, (step - STEPS_A_MINUTE) * STEP_SECONDS * 1_000);
        double seconds = Math.max(now.toEpochMilli() - begin, 1_000) / 1e3;
        Counts.View view = sum.view();
        return new Rates(
                view.received() / seconds,
                view.stored() / seconds,
                view.unchanged() / seconds,
                view.corrected() / seconds,
                view.rejected() / seconds);
    }

    private Counts at(long step) {
        int place = place(step);
        return steps[place] == step ? counts[place] : new Counts();
    }

    private static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    private static int place(long step) {
        return Math.floorMod(step, STEPS + 1);
    }
}
