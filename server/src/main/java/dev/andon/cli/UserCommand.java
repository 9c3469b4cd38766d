package dev.andon.cli;

import dev.andon.accounts.Secret;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * People who may log in. Passwords are made here and shown once: one given as an argument would
 * stay in the shell's history.
 */
@Command(
        name = "user",
        description = "Make and list users, and give one a new password.",
        mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {
    private static final String PATH = "/api/v1/users";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            scope = ScopeType.INHERIT,
            description = "The folder of the server (default ./data).")
    private Path data = Path.of("data");

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one: create, list or password?");
    }

    @Command(
            name = "create",
            description = "Make a user and print the password, this once.",
            mixinStandardHelpOptions = true)
    void create(
            @Parameters(paramLabel = "<login>", description = "The name to log in with.")
                    String login,
            @Option(
                            names = "--role",
                            defaultValue = "viewer",
                            description = "viewer, editor or admin (default: ${DEFAULT-VALUE}).")
                    String role) {
        String password = Secret.readable();
        RunningServer.of(data)
                .send("POST", PATH, Map.of("login", login, "role", role, "password", password));
        println(password);
    }

    @Command(name = "list", description = "List all users.", mixinStandardHelpOptions = true)
    void list() {
        println("%-30s %-10s %s".formatted("LOGIN", "ROLE", ""));
        for (JsonNode user : RunningServer.of(data).get(PATH)) {
            println(
                    "%-30s %-10s %s"
                            .formatted(
                                    user.path("login").asString(),
                                    user.path("role").asString(),
                                    user.path("disabled").asBoolean() ? "disabled" : ""));
        }
    }

    @Command(
            name = "password",
            description = "Give a user a new password and print it, this once; sessions end.",
            mixinStandardHelpOptions = true)
    void password(@Parameters(paramLabel = "<login>", description = "Whose.") String login) {
        String password = Secret.readable();
        RunningServer.of(data)
                .send(
                        "PATCH",
                        PATH + "/" + URLEncoder.encode(login, StandardCharsets.UTF_8),
                        Map.of("password", password));
        println(password);
    }

    private void println(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
