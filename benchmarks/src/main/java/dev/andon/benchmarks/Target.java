package dev.andon.benchmarks;

import java.net.http.HttpRequest;
import java.util.function.Function;

/**
 * Something that takes points.
 *
 * @param format how a batch is written
 * @param request what sends such a body
 */
record Target(String name, Payload format, Function<byte[], HttpRequest> request) {}
