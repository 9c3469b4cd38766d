package dev.andon.cli;

import dev.andon.transfer.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which server files are brought to or fetched from: that of a folder, or another one. */
final class ServerChoice {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", description = "The folder of the server (default ./data).")
    private Path data = Path.of("data");

    @Option(names = "--url", description = "The server (default: the one of --data).")
    private @Nullable URI url;

    @Option(names = "--token", description = "A token for it, if --url is given.")
    private @Nullable String token;

    Path data() {
        return data;
    }

    @Nullable URI url() {
        return url;
    }

    /** The one of the folder must run now; later it may be away for a while. */
    Server server() {
        URI chosen = url;
        String proof = token;
        if (chosen != null && proof != null) {
            Server.Address address = new Server.Address(chosen, proof);
            return () -> address;
        }
        if (chosen != null || proof != null) {
            throw new ParameterException(commandLine(), "--url and --token are given together.");
        }
        RunningServer.of(data);
        return this::ofFolder;
    }

    private Server.Address ofFolder() throws IOException {
        try {
            RunningServer running = RunningServer.of(data);
            return new Server.Address(URI.create(running.http()), running.token());
        } catch (CommandFailed away) {
            throw new IOException(away.getMessage(), away);
        }
    }

    private CommandLine commandLine() {
        return spec.commandLine();
    }
}
