package dev.andon.ingest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/** Where the WebSocket is. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class IngestSocket {
    /** Without a list of allowed origins browsers get in from pages of this server only. */
    @Bean
    WebSocketConfigurer ingestSocketAddress(SocketDoor door) {
        return registry -> registry.addHandler(door, "/ws/ingest");
    }
}
