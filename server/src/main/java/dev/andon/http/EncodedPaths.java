package dev.andon.http;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets an encoded slash stand inside one part of an address: machines are called {@code hall/press
 * 1}. It stays encoded until the address has been parted, so it never makes another address.
 */
@Component
final class EncodedPaths implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addConnectorCustomizers(connector ->
                connector.setEncodedSolidusHandling(
                        EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }
}
