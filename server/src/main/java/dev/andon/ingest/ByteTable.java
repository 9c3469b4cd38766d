package dev.andon.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects by the bytes that stand for them, so that the name and tags of a series are taken apart
 * once for a request and not for each of its lines. Belongs to one request.
 */
final class ByteTable<V> {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** 2^64 divided by the golden ratio: an odd number whose bits are spread well. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private @Nullable Entry<V>[] slots = slots(16);
    private int size;

    /** The object of these bytes; made, and the bytes copied, when they come for the first time. */
    V get(byte[] bytes, int from, int to, Supplier<V> make) {
        int hash = hash(bytes, from, to);
        int slot = slot(hash);
        for (Entry<V> entry = slots[slot]; entry != null; entry = slots[slot]) {
            if (entry.hash == hash
                    && Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, from, to)) {
                return entry.value;
            }
            slot = slot + 1 & slots.length - 1;
        }
        Entry<V> entry = new Entry<>(Arrays.copyOfRange(bytes, from, to), hash, make.get());
        slots[slot] = entry;
        if (++size * 2 > slots.length) {
            grow();
        }
        return entry.value;
    }

    private void grow() {
        @Nullable Entry<V>[] old = slots;
        slots = slots(old.length * 2);
        for (Entry<V> entry : old) {
            if (entry != null) {
                int slot = slot(entry.hash);
                while (slots[slot] != null) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = entry;
            }
        }
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & slots.length - 1;
    }

    /** Eight bytes at a time: a line's measurement and tags are some fifty, and each is hashed. */
    private static int hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) EIGHT_BYTES.get(bytes, at)) * MIX;
            hash ^= hash >>> 32;
        }
        for (; at < to; at++) {
            hash = (hash ^ bytes[at]) * MIX;
        }
        return (int) (hash ^ hash >>> 32);
    }

    /** An array of a generic type can only be had by this cast; it never leaves the table. */
    @SuppressWarnings("unchecked")
    private static <V> @Nullable Entry<V>[] slots(int length) {
        return (@Nullable Entry<V>[]) new @Nullable Entry<?>[length];
    }

    private static final class Entry<V> {
        private final byte[] bytes;
        private final int hash;
        private final V value;

        Entry(byte[] bytes, int hash, V value) {
            this.bytes = bytes;
            this.hash = hash;
            this.value = value;
        }
    }
}
