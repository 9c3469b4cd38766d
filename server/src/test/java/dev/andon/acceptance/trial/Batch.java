package dev.andon.acceptance.trial;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points to send in one request, in this order. */
record Batch(List<Item> items) {

    sealed interface Item {}

    record Good(Point point, Reading reading) implements Item {}

    /**
     * A point that must be rejected.
     *
     * @param kind of fault; a door takes it modulo the number of faults it knows
     */
    record Bad(String machine, int kind) implements Item {}

    record Point(String machine, String metric, @Nullable Integer zone, long micros) {}

    record Reading(double value, @Nullable Double target) {}

    /** The places of the bad points. */
    List<Integer> bad() {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < items.size(); place++) {
            if (items.get(place) instanceof Bad) {
                places.add(place);
            }
        }
        return places;
    }

    List<Good> good() {
        return items.stream().filter(Good.class::isInstance).map(Good.class::cast).toList();
    }
}
