package dev.andon.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void whoHasFewerInsideComesBeforeWhoWaitsLonger() throws Exception {
        Turns turns = new Turns(2, 2);
        Turns.Turn heavyOne = turns.take("heavy");
        turns.take("heavy");
        Turns.Turn heavyThree = turns.take("heavy");
        Turns.Turn light = turns.take("light");

        heavyOne.close();

        assertThat(isIn(light)).isTrue();
        assertThat(isIn(heavyThree)).isFalse();
        light.close();
        assertThat(isIn(heavyThree)).isTrue();
    }

    @Test
    void oneCallerNeverTakesAllPlaces() throws Exception {
        Turns turns = new Turns(3, 2);
        turns.take("heavy");
        turns.take("heavy");
        Turns.Turn third = turns.take("heavy");

        assertThat(isIn(third)).isFalse();
        assertThat(isIn(turns.take("light"))).isTrue();
    }

    @Test
    void whoGivesUpLeavesNoGap() throws Exception {
        Turns turns = new Turns(1, 1);
        Turns.Turn first = turns.take("a");
        Turns.Turn second = turns.take("b");
        Turns.Turn third = turns.take("c");

        second.close();
        first.close();

        assertThat(isIn(third)).isTrue();
    }

    @Test
    void placesAreNeitherLostNorInvented() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Turns turns = new Turns(4, 3);
        List<Map.Entry<String, Turns.Turn>> open = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            if (open.isEmpty() || random.nextInt(100) < 52) {
                String caller = "caller " + random.nextInt(5);
                open.add(Map.entry(caller, turns.take(caller)));
            } else {
                open.remove(random.nextInt(open.size())).getValue().close();
            }
            Map<String, Integer> inside = new HashMap<>();
            Map<String, Integer> all = new HashMap<>();
            for (Map.Entry<String, Turns.Turn> turn : open) {
                all.merge(turn.getKey(), 1, Integer::sum);
                if (isIn(turn.getValue())) {
                    inside.merge(turn.getKey(), 1, Integer::sum);
                }
            }
            int expected =
                    Math.min(4, all.values().stream().mapToInt(count -> Math.min(3, count)).sum());
            assertThat(inside.values().stream().mapToInt(Integer::intValue).sum())
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(expected);
            assertThat(inside.values()).as("seed %d, step %d", seed, step).allMatch(c -> c <= 3);
        }
    }

    private static boolean isIn(Turns.Turn turn) throws InterruptedException {
        return turn.await(Duration.ZERO);
    }
}
