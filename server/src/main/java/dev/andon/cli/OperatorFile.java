package dev.andon.cli;

import dev.andon.accounts.OperatorToken;
import dev.andon.postgres.DataFolder;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Lets the commands on this machine find the server, while it runs. */
@Component
final class OperatorFile {
    private final DataFolder folder;
    private final OperatorToken token;
    private final Environment environment;

    OperatorFile(DataFolder folder, OperatorToken token, Environment environment) {
        this.folder = folder;
        this.token = token;
        this.environment = environment;
    }

    @EventListener
    void write(ApplicationReadyEvent ready) throws IOException {
        if (ready.getApplicationContext() instanceof ServletWebServerApplicationContext web
                && web.getWebServer() != null) {
            new RunningServer(
                            ProcessHandle.current().pid(),
                            address(
                                    environment.getRequiredProperty("andon.http.listen"),
                                    web.getWebServer().getPort()),
                            token.text())
                    .write(folder.path());
        }
    }

    @PreDestroy
    void remove() throws IOException {
        RunningServer.remove(folder.path());
    }

    /** Where this machine reaches a server that listens there. */
    static String address(String listen, int port) {
        String host = listen.substring(0, listen.lastIndexOf(':'));
        boolean everywhere = host.equals("0.0.0.0") || host.equals("[::]");
        return "http://" + (everywhere ? "127.0.0.1" : host) + ":" + port;
    }
}
