package dev.andon.cli;

import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** What is due to be removed by the rules, and removing it. */
@Command(
        name = "retention",
        description = "Show what is due to be removed by andon.retention.rules, or remove it.",
        mixinStandardHelpOptions = true)
final class RetentionCommand extends ServerCommands {
    private static final String PATH = "/api/v1/storage/retention";
    private static final String ROW = "%-10s %-10s %-6s %15s %10s  %-23s  %s";

    RetentionCommand() {
        super("plan or run");
    }

    @Command(
            name = "plan",
            description = "Show what would be removed now, and what waits. Changes nothing.",
            mixinStandardHelpOptions = true)
    void plan() {
        JsonNode plan = server().get(PATH);
        List<JsonNode> due = plan.path("due").valueStream().toList();
        println(
                due.isEmpty()
                        ? "Nothing is due to be removed."
                        : "Would be removed now; nothing has been changed:");
        if (!due.isEmpty()) {
            println(ROW.formatted("LEVEL", "SERIES", "", "POINTS", "SIZE", "FROM, TO", "BY"));
            due.forEach(each -> println(row(each)));
        }
        for (JsonNode waiting : plan.path("waiting")) {
            println(
                    "Waits: %s, %s of %,d series before %s. %s"
                            .formatted(
                                    waiting.path("rule").asString(),
                                    waiting.path("level").asString(),
                                    waiting.path("series").asInt(),
                                    day(waiting.path("until")),
                                    waiting.path("why").asString()));
        }
        println("The next run by itself is at %s.".formatted(plan.path("next").asString()));
    }

    @Command(
            name = "run",
            description =
                    "Remove now what plan shows. It goes on when this command is interrupted.",
            mixinStandardHelpOptions = true)
    void remove() throws InterruptedException {
        RunningServer server = server();
        JsonNode run = server.send("POST", PATH + "/run", null);
        String shown = "";
        while (run.path("ended").isNull()) {
            TimeUnit.MILLISECONDS.sleep(300);
            run = server.get(PATH + "/run");
            String progress =
                    run.path("of").isNull()
                            ? "Looking for what is due …"
                            : "%d of %d done"
                                    .formatted(run.path("done").asInt(), run.path("of").asInt());
            if (!progress.equals(shown)) {
                println(progress);
                shown = progress;
            }
        }
        if (!run.path("failure").isNull()) {
            throw new CommandFailed(
                    "It ended early (%s). What was removed stands in the log; run this again, or let the server do it within the hour."
                            .formatted(run.path("failure").asString()));
        }
        int waiting = run.path("waiting").asInt();
        println(
                "Removed what was due: %d tables or parts of them.%s"
                        .formatted(
                                run.path("done").asInt() - waiting,
                                waiting == 0
                                        ? ""
                                        : " %d were in use and are tried again within the hour."
                                                .formatted(waiting)));
    }

    private static String row(JsonNode due) {
        return ROW.formatted(
                due.path("level").asString(),
                "%,d".formatted(due.path("series").asInt()),
                due.path("whole").asBoolean() ? "all" : "some",
                (due.path("exact").asBoolean() ? "" : "about ")
                        + "%,d".formatted(due.path("points").asLong()),
                Bytes.words(due.path("bytes").asLong()),
                day(due.path("since")) + ", " + day(due.path("until")),
                due.path("rule").asString());
    }

    /** Of a time like 2026-01-31T12:00:00Z. */
    private static String day(JsonNode time) {
        return time.isNull() ? "–" : time.asString().substring(0, 10);
    }
}
