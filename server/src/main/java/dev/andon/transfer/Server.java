package dev.andon.transfer;

import java.io.IOException;
import java.net.URI;

/** Where the server is; asked before each request, since a restart may change all of it. */
public interface Server {
    record Address(URI http, String token) {
        @Override
        public String toString() {
            return http.toString();
        }
    }

    /**
     * @throws IOException while it cannot be found; it may come back
     */
    Address find() throws IOException;
}
