package dev.andon.query;

/**
 * Says that an answer is for lines across so many pixels and nothing else, so that rows which no
 * line shows may be left out.
 *
 * @param connected whether the lines run over missing values instead of ending there
 */
public record Drawing(int pixels, boolean connected) {}
