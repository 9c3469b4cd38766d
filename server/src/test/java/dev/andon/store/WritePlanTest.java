package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WritePlanTest {
    private static final int TODAY = 20_000;

    @Test
    void yesterdayIsYoung() {
        WritePlan plan = plan(TODAY, 0, TODAY - 2, TODAY - 1, TODAY);

        assertThat(plan.days()).map(plan::isOld).containsExactly(true, false, false);
        assertThat(plan.days()).map(plan::isExclusive).containsOnly(false);
    }

    @Test
    void learnsTheDayFromTheDatabase() {
        WritePlan plan = plan(0, 0, TODAY - 2, TODAY);

        assertThat(plan.isRightFor(TODAY)).isFalse();
        assertThat(plan.days()).map(plan::isOld).containsExactly(true, false);
        assertThat(plan.isRightFor(TODAY)).isTrue();
    }

    @Test
    void aNewDayChangesNothingForPointsOfNow() {
        assertThat(plan(TODAY, 0, TODAY).isRightFor(TODAY + 1)).isTrue();
        assertThat(plan(TODAY, 0, TODAY - 1).isRightFor(TODAY + 1)).isFalse();
    }

    @Test
    void daysThatMayBeSealedAreOldWhateverTheDay() {
        WritePlan plan = plan(0, TODAY - 9, TODAY - 10, TODAY - 9);

        assertThat(plan.days()).map(plan::isOld).containsExactly(true, false);
        assertThat(plan.days()).map(plan::isSealed).containsExactly(true, false);
        assertThat(plan.days()).map(plan::isExclusive).containsExactly(true, false);
    }

    @Test
    void aDayThatBlocksRefuseIsWrittenRawUnderItsLock() {
        WritePlan plan = plan(TODAY, TODAY - 9, TODAY - 10);

        plan.refuse(TODAY - 10);

        assertThat(plan.days()).map(plan::isSealed).containsExactly(false);
        assertThat(plan.days()).map(plan::isOld).containsExactly(true);
    }

    @Test
    void aDayToUnsealIsHadAlone() {
        WritePlan plan = plan(TODAY, 0, TODAY - 10, TODAY - 9);

        plan.unseal(plan.days().getFirst());

        assertThat(plan.days()).map(plan::isExclusive).containsExactly(true, false);
        assertThat(plan.days()).map(plan::isSealed).containsOnly(false);
    }

    private static WritePlan plan(int databaseDay, int sealedBefore, int... days) {
        return new WritePlan(
                Arrays.stream(days).mapToObj(day -> new DayRange(day, 0, 1)).toList(),
                Precedence.ARRIVING,
                databaseDay,
                sealedBefore);
    }
}
