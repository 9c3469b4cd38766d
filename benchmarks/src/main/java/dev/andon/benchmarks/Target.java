package dev.andon.benchmarks;

import java.nio.charset.StandardCharsets;

/**
 * A door of a server.
 *
 * @param token empty where the server wants none
 */
record Target(int port, String path, String token) {
    /** The head of a request with a body of this length. */
    byte[] head(int length) {
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        String head =
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, port, authorization, length);
        return head.getBytes(StandardCharsets.US_ASCII);
    }
}
