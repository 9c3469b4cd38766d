package dev.andon.transfer;

/**
 * How far a file is.
 *
 * @param source its name when it was imported last, for people
 * @param position bytes acknowledged, unpacked
 * @param checksum of these bytes: the same beginning can go on differently
 */
record ImportState(String source, long position, long checksum, ImportAccount account) {}
