package dev.andon.cli;

/** Sizes in words. */
final class Bytes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Bytes() {}

    /** Like 1.5 GiB. */
    static String words(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return (unit == 0 || size >= 100 ? "%,.0f %s" : "%,.1f %s").formatted(size, UNITS[unit]);
    }
}
