package dev.andon.ingest;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** What the web server does around large bodies. */
@Component
final class Uploads implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final IngestConfig config;

    Uploads(IngestConfig config) {
        this.config = config;
    }

    /**
     * Who waits for a "100 Continue" gets it when the body is wanted: who may not send, or too
     * much, learns it before. And the rest of a refused body is read and thrown away, because a
     * sender whose connection is reset instead may never see the answer that says what was stored.
     */
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        long mostToThrowAway = Math.min(config.maxBody().toBytes(), Integer.MAX_VALUE);
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("continueResponseTiming", "onRead");
            connector.setProperty("maxSwallowSize", Long.toString(mostToThrowAway));
        });
    }
}
