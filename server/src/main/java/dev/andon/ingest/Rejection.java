package dev.andon.ingest;

/**
 * Why a point was not taken.
 *
 * @param index which one of the request, counted from 0; in line protocol, which line
 */
public record Rejection(int index, String reason) {}
