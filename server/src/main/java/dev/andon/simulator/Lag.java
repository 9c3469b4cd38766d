package dev.andon.simulator;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * First-order lag behind a goal that is constant within a segment, in closed form: the level at any
 * moment costs one exponential. What was before yesterday is forgotten (24 h are at least 18 time
 * constants), so yesterday and today are enough.
 */
final class Lag {
    private final ToDoubleFunction<Segment> goal;
    private final double riseMs;
    private final double fallMs;
    private @Nullable DayPlan plan;
    private double[] levels = new double[0];

    Lag(ToDoubleFunction<Segment> goal, double riseSeconds, double fallSeconds) {
        this.goal = goal;
        this.riseMs = riseSeconds * 1000;
        this.fallMs = fallSeconds * 1000;
    }

    double at(Machine machine) {
        if (plan != machine.today()) {
            startOf(machine.yesterday().timeline(), machine.today().timeline());
            plan = machine.today();
        }
        return approach(levels[machine.segmentIndex()], machine.segment(), machine.time());
    }

    private void startOf(List<Segment> yesterday, List<Segment> today) {
        double level = goal.applyAsDouble(yesterday.getFirst());
        for (Segment segment : yesterday) {
            level = approach(level, segment, segment.to());
        }
        levels = new double[today.size()];
        for (int index = 0; index < levels.length; index++) {
            levels[index] = level;
            level = approach(level, today.get(index), today.get(index).to());
        }
    }

    private double approach(double level, Segment segment, long time) {
        double target = goal.applyAsDouble(segment);
        double constant = target > level ? riseMs : fallMs;
        return target + (level - target) * Math.exp(-(time - segment.from()) / constant);
    }
}
