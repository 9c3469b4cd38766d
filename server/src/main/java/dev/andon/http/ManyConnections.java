package dev.andon.http;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets ten thousand machines keep a connection each. An idle one costs its two buffers: with
 * Tomcat's 8 KB each, ten thousand would fill half of the heap.
 */
@Component
final class ManyConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final String BUFFER_BYTES = "1024";

    private static final String MOST_CONNECTIONS = "20000";

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", BUFFER_BYTES);
            connector.setProperty("socket.appWriteBufSize", BUFFER_BYTES);
            connector.setProperty("maxConnections", MOST_CONNECTIONS);
        });
    }
}
