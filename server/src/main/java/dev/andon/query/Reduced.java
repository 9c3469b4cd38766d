package dev.andon.query;

/**
 * What was left out of an answer because no line shows it.
 *
 * @param rows that the database gave
 * @param kept that are in the answer
 * @param pixels columns of each of which the first, the lowest, the highest and the last value of
 *     each line stayed
 */
public record Reduced(int rows, int kept, int pixels) {}
