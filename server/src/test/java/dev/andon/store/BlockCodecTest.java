package dev.andon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockCodecTest {
    private static final long SEED = new Random().nextLong();

    static Stream<Signals> signals() {
        System.out.println("seed of signals: " + SEED);
        return Signals.all(SEED).stream();
    }

    @ParameterizedTest
    @MethodSource("signals")
    void givesBackEveryBit(Signals signal) {
        List<SampleBlock> blocks = signal.encode(7);

        int[] next = {0};
        for (SampleBlock block : blocks) {
            assertThat(block.seriesId()).isEqualTo(7);
            assertThat(block.firstMicros()).isEqualTo(signal.micros()[next[0]]);
            BlockCodec.decode(
                    block,
                    (micros, value, target) -> {
                        int point = next[0]++;
                        assertThat(micros).isEqualTo(signal.micros()[point]);
                        assertThat(bits(value)).isEqualTo(bits(signal.values()[point]));
                        assertThat(bits(target)).isEqualTo(bits(signal.targets()[point]));
                    });
            assertThat(block.lastMicros()).isEqualTo(signal.micros()[next[0] - 1]);
        }
        assertThat(next[0]).isEqualTo(signal.micros().length);
    }

    @Test
    void anEvenStepCostsNothing() {
        assertThat(block(10, 20, 30, 40).times()).isEqualTo(new BlockTimes.Regular(10, 10));
        assertThat(block(10).times()).isInstanceOf(BlockTimes.Regular.class);
    }

    /** In units of what divides all offsets: milliseconds, or the step itself. */
    @Test
    void timesOffThePaceTakeAByte() {
        BlockTimes jitter = block(0, 1_003_000, 1_998_000, 3_000_000, 4_001_000).times();
        BlockTimes gap = block(0, 30_000_000, 60_000_000, 900_000_000, 930_000_000).times();

        assertThat(((BlockTimes.Irregular) jitter).unitMicros()).isEqualTo(1000);
        assertThat(((BlockTimes.Irregular) gap).unitMicros()).isEqualTo(810_000_000);
        assertThat(((BlockTimes.Irregular) jitter).offsets().width).isEqualTo(Offsets.Width.CHARS);
    }

    @Test
    void decimalsTakeWhatTheirRangeTakes() {
        assertThat(scaled(20.01, 21.5, 22.56).offsets().width).isEqualTo(Offsets.Width.CHARS);
        assertThat(scaled(20.01, 21.5, 22.57).offsets().width).isEqualTo(Offsets.Width.SHORTS);
        assertThat(scaled(-327.67, -327.66, 327.68).offsets().width)
                .isEqualTo(Offsets.Width.SHORTS);
        assertThat(scaled(1e9, 2e9 + 1).offsets().width).isEqualTo(Offsets.Width.INTS);
    }

    @Test
    void stepsOfAConverterAreStepsOfOne() {
        assertThat(scaled(0.0122, 0.0244, 3.1110).factor()).isEqualTo(122);
        assertThat(scaled(0.0122, 0.0244, 3.1110).offsets().width).isEqualTo(Offsets.Width.CHARS);
    }

    @Test
    void whatIsNoDecimalIsAFloatOrADouble() {
        assertThat(numbers(0.1f, 0.2f, 77.3f)).isInstanceOf(BlockNumbers.Reals.class);
        assertThat(numbers(0.1, 0.1 + 0.2)).isInstanceOf(BlockNumbers.Doubles.class);
        assertThat(numbers(1, -0.0)).isInstanceOf(BlockNumbers.Reals.class);
        assertThat(numbers(-0.0, -0.0)).isEqualTo(new BlockNumbers.Constant(-0.0));
    }

    /** A day of a point every 30 s whose clock is read up to 200 ms late. */
    @Test
    void threeBytesAPointFillPages() {
        Random random = new Random(SEED);
        long[] micros = new long[2880];
        Arrays.setAll(micros, i -> i * 30_000_000L + random.nextInt(200) * 1000L);
        double[] values = random.ints(2880, 0, 9999).mapToDouble(value -> value / 100.0).toArray();
        double[] targets = new double[2880];
        Arrays.fill(targets, Double.NaN);

        List<SampleBlock> blocks = BlockCodec.encode(1, micros, values, targets, 0, 2880);

        assertThat(blocks).as("seed " + SEED).hasSize(6);
        assertThat(blocks).allMatch(block -> block.rowBytes() < 2032);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 959, 960, 961, 1440, 2880, 2881, 86_400})
    void piecesAreEqual(int points) {
        Random random = new Random(points);
        long[] micros = new long[points];
        Arrays.setAll(micros, i -> i * 1_000_000L);
        double[] values = random.doubles(points).toArray();
        double[] targets = new double[points];
        Arrays.fill(targets, Double.NaN);

        List<SampleBlock> blocks = BlockCodec.encode(1, micros, values, targets, 0, points);

        int least = blocks.stream().mapToInt(SampleBlock::points).min().orElseThrow();
        int most = blocks.stream().mapToInt(SampleBlock::points).max().orElseThrow();
        assertThat(most).isLessThanOrEqualTo(BlockCodec.USUAL_POINTS);
        assertThat(most - least).isLessThanOrEqualTo(1);
        assertThat(blocks).hasSizeBetween((points + 959) / 960, (points + 959) / 960 + 4);
    }

    private static SampleBlock block(long... micros) {
        double[] values = new double[micros.length];
        return BlockCodec.encode(1, micros, values, values, 0, micros.length).getFirst();
    }

    private static BlockNumbers.Scaled scaled(double... values) {
        return (BlockNumbers.Scaled) numbers(values);
    }

    private static BlockNumbers numbers(double... values) {
        return BlockNumbers.of(values, 0, values.length);
    }

    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }
}
