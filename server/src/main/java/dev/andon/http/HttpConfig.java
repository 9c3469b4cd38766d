package dev.andon.http;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The web server.
 *
 * @param listen host and port
 */
@ConfigurationProperties(prefix = "andon.http", ignoreUnknownFields = false)
record HttpConfig(String listen) {

    HttpConfig {
        int colon = listen.lastIndexOf(':');
        if (colon < 1 || !listen.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "'%s' is not host:port, like 0.0.0.0:8080".formatted(listen));
        }
    }

    /** Without the brackets of an IPv6 address. */
    String host() {
        String host = listen.substring(0, listen.lastIndexOf(':'));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
    }
}
