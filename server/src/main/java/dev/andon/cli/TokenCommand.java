package dev.andon.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Tokens by which machines and scripts prove who they are. */
@Command(
        name = "token",
        description = "Make, list and revoke the tokens of machines and scripts.",
        mixinStandardHelpOptions = true)
final class TokenCommand extends ServerCommands {
    private static final String PATH = "/api/v1/tokens";

    TokenCommand() {
        super("create, list or revoke");
    }

    @Command(
            name = "create",
            description = "Make a token and print it, this once.",
            mixinStandardHelpOptions = true)
    void create(
            @Parameters(paramLabel = "<name>", description = "Who will use it.") String name,
            @Option(
                            names = "--scope",
                            split = ",",
                            defaultValue = "ingest",
                            description = "ingest, read, admin (default: ${DEFAULT-VALUE}).")
                    List<String> scopes) {
        JsonNode created = server().send("POST", PATH, Map.of("name", name, "scopes", scopes));
        println(created.path("token").asString());
    }

    @Command(name = "list", description = "List all tokens.", mixinStandardHelpOptions = true)
    void list() {
        JsonNode tokens = server().get(PATH);
        println("%-6s %-30s %-20s %-22s %s".formatted("ID", "NAME", "SCOPES", "LAST USED", ""));
        for (JsonNode token : tokens) {
            println(
                    "%-6d %-30s %-20s %-22s %s"
                            .formatted(
                                    token.path("id").asInt(),
                                    token.path("name").asString(),
                                    String.join(
                                            ",",
                                            token.path("scopes")
                                                    .valueStream()
                                                    .map(JsonNode::asString)
                                                    .toList()),
                                    token.path("lastUsed").asString("never"),
                                    token.path("revoked").isNull() ? "" : "revoked"));
        }
    }

    @Command(
            name = "revoke",
            description = "End a token; whoever uses it is refused from now on.",
            mixinStandardHelpOptions = true)
    void revoke(@Parameters(paramLabel = "<id>", description = "Its number in the list.") int id) {
        server().send("DELETE", PATH + "/" + id, null);
        println("Token %d is revoked.".formatted(id));
    }
}
