package dev.andon.store;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether points that are older than the newest of their series may be hoped to be new all the
 * same, as those of several senders out of step are. A copy that is disappointed costs its work and
 * leaves dead rows, so that after each one the next few groups go the sure way, more each time; a
 * sender who repeats a month is then merged almost from the beginning.
 */
final class Hope {
    private static final int FEWEST_GROUPS = 8;
    private static final int MOST_GROUPS = 1024;

    private final AtomicInteger sureGroups = new AtomicInteger();
    private final AtomicInteger patience = new AtomicInteger(FEWEST_GROUPS);

    boolean isWorthATry() {
        return sureGroups.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
    }

    void disappointed() {
        sureGroups.set(patience.getAndUpdate(groups -> Math.min(MOST_GROUPS, groups * 2)));
    }

    void fulfilled() {
        patience.updateAndGet(groups -> Math.max(FEWEST_GROUPS, groups / 2));
    }
}
