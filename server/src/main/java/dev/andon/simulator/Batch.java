package dev.andon.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A JSON array of points as compressed bytes. Written digit by digit: going through a JSON library
 * would take longer than everything else the simulator does.
 */
final class Batch {
    private static final int LONGEST_POINT = 256;

    private byte[] json = new byte[64 * 1024];
    private int length;
    private int points;

    Batch() {
        json[length++] = '[';
    }

    int points() {
        return points;
    }

    /** One moment of the whole plant. */
    void add(Plant plant, long time) {
        for (Machine machine : plant.machines()) {
            machine.moveTo(time);
            for (Signal signal : machine.signals()) {
                long steps = signal.read(machine);
                if (steps != Sensor.NO_READING) {
                    add(signal, time, steps, signal.target(machine));
                }
            }
        }
    }

    /** What HTTP sends with {@code Content-Encoding: gzip}. */
    byte[] compressed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length / 6);
        try (FastGzip gzip = new FastGzip(bytes)) {
            gzip.write(json, 0, length);
            gzip.write(']');
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void add(Signal signal, long time, long steps, long targetSteps) {
        if (json.length - length < LONGEST_POINT) {
            json = Arrays.copyOf(json, 2 * json.length);
        }
        if (points++ > 0) {
            json[length++] = ',';
        }
        append(signal.jsonPrefix());
        appendInteger(time);
        append(VALUE);
        appendDecimal(steps, signal.decimals());
        if (targetSteps != Sensor.NO_READING) {
            append(TARGET);
            appendDecimal(targetSteps, signal.decimals());
        }
        json[length++] = '}';
    }

    private static final byte[] VALUE = {',', '"', 'v', 'a', 'l', 'u', 'e', '"', ':'};
    private static final byte[] TARGET = {
        ',', '"', 't', 'a', 'r', 'g', 'e', 't', '_', 'v', 'a', 'l', 'u', 'e', '"', ':'
    };

    private void append(byte[] bytes) {
        System.arraycopy(bytes, 0, json, length, bytes.length);
        length += bytes.length;
    }

    private void appendDecimal(long steps, int decimals) {
        long scale = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
        if (steps < 0) {
            json[length++] = '-';
        }
        long magnitude = Math.abs(steps);
        appendInteger(magnitude / scale);
        if (decimals > 0) {
            json[length++] = '.';
            long fraction = magnitude % scale;
            if (decimals == 2) {
                json[length++] = (byte) ('0' + fraction / 10);
            }
            json[length++] = (byte) ('0' + fraction % 10);
        }
    }

    private void appendInteger(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int position = length + digits - 1; position >= length; position--) {
            json[position] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** On a machine with two cores the sender must leave time to the server. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
