package dev.andon.cli;

import dev.andon.accounts.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/**
 * People who may log in. Passwords are made here and shown once: one given as an argument would
 * stay in the shell's history.
 */
@Command(
        name = "user",
        description = "Make and list users, and give one a new password.",
        mixinStandardHelpOptions = true)
final class UserCommand extends ServerCommands {
    private static final String PATH = "/api/v1/users";

    UserCommand() {
        super("create, list or password");
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
        server().send("POST", PATH, Map.of("login", login, "role", role, "password", password));
        println(password);
    }

    @Command(name = "list", description = "List all users.", mixinStandardHelpOptions = true)
    void list() {
        JsonNode users = server().get(PATH);
        println("%-30s %-10s %s".formatted("LOGIN", "ROLE", ""));
        for (JsonNode user : users) {
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
        server().send(
                        "PATCH",
                        PATH + "/" + URLEncoder.encode(login, StandardCharsets.UTF_8),
                        Map.of("password", password));
        println(password);
    }
}
