package dev.andon.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.andon.SettableClock;
import dev.andon.catalog.SeriesKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Sender PRESS = new Sender(Protocol.JSON, 4, "press shop gateway");
    private static final Sender PAINT = new Sender(Protocol.LINE_PROTOCOL, 5, "paint shop");
    private static final Instant START = Instant.parse("2026-03-19T08:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final Ledger ledger = new Ledger(clock, 2);

    @Test
    void aRejectedPointCountsForItsMachineWhereItNamesOne() {
        reject(
                PRESS,
                batch -> {
                    batch.reject(0, RejectionKind.NOT_JSON, "the line is not JSON");
                    ahead(batch, "M-1", Duration.ofHours(1));
                });

        IngestAccount account = account();
        assertThat(account.totals()).isEqualTo(new Counts.View(2, 0, 0, 0, 2));
        assertThat(machine(account, "M-1").counts()).isEqualTo(new Counts.View(1, 0, 0, 0, 1));
        assertThat(machine(account, null).counts()).isEqualTo(new Counts.View(1, 0, 0, 0, 1));
        assertThat(account.rejections())
                .extracting(
                        IngestAccount.Rejected::reason,
                        IngestAccount.Rejected::machine,
                        IngestAccount.Rejected::token)
                .containsExactly(
                        tuple("timestamp-ahead", "M-1", "press shop gateway"),
                        tuple("not-json", null, "press shop gateway"));
    }

    @Test
    void keepsTheNewestExampleOfEachKind() {
        reject(PRESS, batch -> batch.reject(0, RejectionKind.VALUE_MISSING, "first"));
        clock.advance(Duration.ofSeconds(5));
        reject(
                PAINT,
                batch -> {
                    batch.reject(0, RejectionKind.VALUE_MISSING, "second");
                    batch.reject(1, RejectionKind.VALUE_MISSING, "third");
                });

        assertThat(account().rejections())
                .containsExactly(
                        new IngestAccount.Rejected(
                                "value-missing",
                                "Value missing",
                                3,
                                START.plusSeconds(5).toEpochMilli(),
                                null,
                                "line-protocol",
                                "paint shop",
                                "third"));
    }

    @Test
    void machinesComeNewestFirstAndTheOldestAreCountedTogether() {
        for (String machine : List.of("A", "B", "A", "C")) {
            reject(PRESS, batch -> ahead(batch, machine, Duration.ofHours(1)));
        }

        IngestAccount account = account();
        assertThat(account.machines())
                .extracting(IngestAccount.Machine::machine)
                .containsExactly("C", "A");
        assertThat(account.machinesLeftOut()).isEqualTo(1);
        assertThat(account.leftOut().machines()).isEqualTo(new Counts.View(1, 0, 0, 0, 1));
    }

    @Test
    void aTokenIsTheSameOneAfterItWasRenamed() {
        reject(PRESS, batch -> batch.reject(0, RejectionKind.VALUE_MISSING, "x"));
        Sender renamed = new Sender(Protocol.WEBSOCKET, 4, "press shop");
        reject(renamed, batch -> batch.reject(0, RejectionKind.VALUE_MISSING, "x"));
        ledger.refused(renamed, IngestRefusedException.Category.OVERLOADED);

        IngestAccount account = account();
        assertThat(account.tokens())
                .singleElement()
                .satisfies(token -> {
                    assertThat(token.name()).isEqualTo("press shop");
                    assertThat(token.counts().rejected()).isEqualTo(2);
                    assertThat(token.refused()).isEqualTo(1);
                });
        assertThat(account.doors())
                .extracting(IngestAccount.Door::door)
                .containsExactly("json", "websocket");
        assertThat(account.requests().refused()).containsEntry("overloaded", 1L);
    }

    @Test
    void aMachineWhoseClockIsAheadShowsThatThoughItsPointsAreRejected() {
        reject(PRESS, batch -> ahead(batch, "M-1", Duration.ofHours(1)));

        IngestAccount.Machine machine = machine(account(), "M-1");
        assertThat(machine.clockSkewMillis()).isEqualTo(-3_600_000);
        assertThat(machine.newestPoint()).isNull();
    }

    @Test
    void theSkewIsTheSmallestDelayOfTenMinutes() {
        ClockSkew skew = new ClockSkew();
        skew.add(START, START.minusMillis(800).toEpochMilli());
        skew.add(START.plusSeconds(60), START.plusSeconds(57).toEpochMilli());
        skew.add(START.plusSeconds(60), START.minusSeconds(86_400).toEpochMilli());

        assertThat(skew.millis(START.plusSeconds(61))).isEqualTo(800);
        assertThat(skew.millis(START.plusSeconds(600))).isEqualTo(3_000);
        assertThat(skew.millis(START.plusSeconds(660))).isNull();
    }

    @Test
    void ratesAreOverTheLastMinuteAndHistoryOverTen() {
        for (int step = 0; step < 12; step++) {
            reject(
                    PRESS,
                    batch -> {
                        for (int i = 0; i < 20; i++) {
                            batch.reject(i, RejectionKind.VALUE_MISSING, "x");
                        }
                    });
            clock.advance(Duration.ofSeconds(10));
        }

        IngestAccount account = account();
        assertThat(account.perSecond().received()).isEqualTo(2);
        assertThat(account.perSecond().rejected()).isEqualTo(2);
        assertThat(account.history().from()).isEqualTo(START.toEpochMilli());
        assertThat(account.history().received()).hasSize(12).containsOnly(20L);

        clock.advance(Duration.ofMinutes(11));
        assertThat(account().perSecond().received()).isZero();
        assertThat(account().history().from()).isEqualTo(clock.millis() - 600_000);
        assertThat(account().history().rejected()).hasSize(60).containsOnly(0L);
    }

    private IngestAccount account() {
        return ledger.account(new IngestAccount.Waiting(0, 0, 0, 0, 0));
    }

    private static IngestAccount.Machine machine(IngestAccount account, @Nullable String name) {
        return account.machines().stream()
                .filter(machine -> Objects.equals(machine.machine(), name))
                .findAny()
                .orElseThrow();
    }

    private void reject(Sender sender, IngestPipeline.Door door) {
        PendingMemory memory = new PendingMemory(1_000_000, _ -> Duration.ZERO);
        PointRules rules = new PointRules(IngestFixture.CONFIG, clock.instant());
        try (PointBatch batch = new PointBatch(rules, memory.share(sender))) {
            door.read(batch);
            ledger.count(sender, batch, Fates.NONE);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void ahead(PointBatch batch, String machine, Duration by) {
        int place = batch.place(0, new SeriesKey(machine, "t", null));
        batch.add(0, place, batch.receivedMicros() + by.toNanos() / 1_000, 1, Double.NaN);
    }
}
