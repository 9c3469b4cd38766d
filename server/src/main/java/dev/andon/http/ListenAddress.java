package dev.andon.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Lets the web server answer where {@link HttpConfig} says. */
@Component
final class ListenAddress implements WebServerFactoryCustomizer<ConfigurableWebServerFactory> {
    private final HttpConfig config;

    ListenAddress(HttpConfig config) {
        this.config = config;
    }

    @Override
    public void customize(ConfigurableWebServerFactory server) {
        try {
            server.setAddress(InetAddress.getByName(config.host()));
        } catch (UnknownHostException failure) {
            throw new IllegalArgumentException(
                    "andon.http.listen names a host that is unknown: " + config.host(), failure);
        }
        server.setPort(config.port());
    }
}
