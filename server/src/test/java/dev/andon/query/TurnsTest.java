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
        Turns<String> turns = new Turns<>(2, 2);
        Turns<String>.Turn heavyOne = turns.take("heavy", null);
        turns.take("heavy", null);
        Turns<String>.Turn heavyThree = turns.take("heavy", null);
        Turns<String>.Turn light = turns.take("light", null);

        heavyOne.close();

        assertThat(isIn(light)).isTrue();
        assertThat(isIn(heavyThree)).isFalse();
        light.close();
        assertThat(isIn(heavyThree)).isTrue();
    }

    @Test
    void oneCallerNeverTakesAllPlaces() throws Exception {
        Turns<String> turns = new Turns<>(3, 2);
        turns.take("heavy", null);
        turns.take("heavy", null);
        Turns<String>.Turn third = turns.take("heavy", null);

        assertThat(isIn(third)).isFalse();
        assertThat(isIn(turns.take("light", null))).isTrue();
    }

    @Test
    void whoGivesUpLeavesNoGap() throws Exception {
        Turns<String> turns = new Turns<>(1, 1);
        Turns<String>.Turn first = turns.take("a", null);
        Turns<String>.Turn second = turns.take("b", null);
        Turns<String>.Turn third = turns.take("c", null);

        second.close();
        first.close();

        assertThat(isIn(third)).isTrue();
    }

    @Test
    void placesAreNeitherLostNorInvented() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Turns<String> turns = new Turns<>(4, 3);
        List<Map.Entry<String, Turns<String>.Turn>> open = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            if (open.isEmpty() || random.nextInt(100) < 52) {
                String caller = "caller " + random.nextInt(5);
                open.add(Map.entry(caller, turns.take(caller, null)));
            } else {
                open.remove(random.nextInt(open.size())).getValue().close();
            }
            Map<String, Integer> inside = new HashMap<>();
            Map<String, Integer> all = new HashMap<>();
            for (Map.Entry<String, Turns<String>.Turn> turn : open) {
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

    @Test
    void ofEqualQuestionsOneIsInside() throws Exception {
        Turns<String> turns = new Turns<>(4, 4);
        Turns<String>.Turn first = turns.take("a", "same");
        Turns<String>.Turn second = turns.take("b", "same");
        Turns<String>.Turn third = turns.take("c", "same");
        Turns<String>.Turn other = turns.take("a", "other");

        assertThat(isIn(first)).isTrue();
        assertThat(isIn(other)).isTrue();
        // What the first one sees may be older than these two.
        assertThat(isIn(second)).isFalse();
        assertThat(isIn(third)).isFalse();

        first.close();
        assertThat(isIn(second) && !second.isShared()).isTrue();
        assertThat(isIn(third) && third.isShared()).isTrue();
        second.answer().complete("of both");
        assertThat(third.answer()).isCompletedWithValue("of both");
        third.close();
        assertThat(isIn(turns.take("c", "same"))).isFalse();
        second.close();
        assertThat(turns.spared()).isEqualTo(1);
    }

    @Test
    void whoSharesAnAnswerDoesNotWaitBehindTheHeavyCaller() throws Exception {
        Turns<String> turns = new Turns<>(1, 1);
        Turns<String>.Turn heavy = turns.take("heavy", "one");
        Turns<String>.Turn heavysSecond = turns.take("heavy", "two");
        Turns<String>.Turn heavysThird = turns.take("heavy", "three");
        turns.take("light", "something").close();
        Turns<String>.Turn light = turns.take("light", "three");

        heavy.close();
        assertThat(isIn(heavysSecond)).isTrue();
        heavysSecond.close();
        assertThat(isIn(heavysThird) && isIn(light)).isTrue();
        assertThat(light.isShared()).isTrue();
    }

    @Test
    void whoSharesIsToldWhenNobodyAsks() throws Exception {
        Turns<String> turns = new Turns<>(1, 1);
        Turns<String>.Turn before = turns.take("a", "other");
        Turns<String>.Turn asking = turns.take("a", "same");
        Turns<String>.Turn sharing = turns.take("b", "same");
        before.close();
        assertThat(isIn(asking) && sharing.isShared()).isTrue();

        asking.close();

        assertThat(sharing.answer()).isCancelled();
        assertThat(isIn(turns.take("b", "same"))).isTrue();
    }

    private static boolean isIn(Turns<String>.Turn turn) throws InterruptedException {
        return turn.await(Duration.ZERO);
    }
}
