package dev.andon.openapi;

import static dev.andon.openapi.Schemas.json;
import static dev.andon.openapi.Schemas.list;
import static dev.andon.openapi.Schemas.reference;
import static dev.andon.openapi.Schemas.text;
import static dev.andon.openapi.Schemas.words;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every address of Andon in words; docs/formats/http-api.md says the same at length. One straight
 * list, in the order of that document.
 */
final class HttpInterface {
    static final String ABOUT =
            "The metrics server of a factory. Times are epoch milliseconds (UTC) unless a member is a"
                    + " date-time (RFC 3339). Errors are problem documents (RFC 9457) that say what"
                    + " happened, what it means for the data and what to do. Beside these addresses"
                    + " there are the WebSockets, which OpenAPI cannot describe; see"
                    + " docs/formats/http-api.md.";

    static final JsonNode SECURITY =
            json(
                    """
                    {"token": {"type": "http", "scheme": "bearer",
                      "description": "a token; Authorization: Token <token> is understood, too"},
                     "session": {"type": "apiKey", "in": "cookie", "name": "ANDON_SESSION",
                      "description": "a browser's session, from POST /api/v1/session"},
                     "csrf": {"type": "apiKey", "in": "header", "name": "X-XSRF-TOKEN",
                      "description": "repeats the cookie XSRF-TOKEN, which any GET sets"},
                     "password": {"type": "http", "scheme": "basic",
                      "description": "InfluxDB 1.x clients: any user, the token as password"},
                     "passwordParameter": {"type": "apiKey", "in": "query", "name": "p",
                      "description": "InfluxDB 1.x clients: the token"}}
                    """);

    private static final String ACCOUNT =
            "After commit: received = stored + unchanged + corrected + rejected.";
    private static final String NDJSON = "application/x-ndjson";
    private static final String JSON = "application/json";

    private HttpInterface() {}

    static List<Operation> operations() {
        JsonNode time = text();
        ObjectNode retired = words("true", "false", "all");
        ObjectNode names = list(text());
        JsonNode points = Schemas.list(reference("Point"));
        String id = "of the machine, percent-encoded, slashes as well";
        return List.of(
                op("GET", "/api/v1/session", "Accounts", Access.SESSION, "Who is logged in")
                        .answers(200, "the user"),
                op("POST", "/api/v1/session", "Accounts", Access.OPEN, "Log in")
                        .required("username", "password")
                        .answers(200, "logged in; the cookie comes with it")
                        .errors(400, 401, 429, 503),
                op("DELETE", "/api/v1/session", "Accounts", Access.SESSION, "Log out")
                        .answersNothing(204, "the session has ended"),
                op(
                                "PUT",
                                "/api/v1/session/password",
                                "Accounts",
                                Access.SESSION,
                                "Change one's own password")
                        .details("All other sessions of the user end.")
                        .required("current", "password")
                        .answersNothing(204, "changed; a new session cookie comes with it")
                        .errors(400, 422, 429),
                op("GET", "/api/v1/users", "Accounts", Access.ADMIN, "All users")
                        .answers(200, "by login"),
                op("POST", "/api/v1/users", "Accounts", Access.ADMIN, "Add a user")
                        .required("login", "role", "password")
                        .answers(201, "the user")
                        .errors(400, 409, 422),
                op("PATCH", "/api/v1/users/{typed}", "Accounts", Access.ADMIN, "Change a user")
                        .details("A new password or disabled ends the user's sessions.")
                        .path("typed", text(), "login")
                        .answers(200, "the user")
                        .errors(400, 404, 409, 422),
                op("GET", "/api/v1/tokens", "Accounts", Access.ADMIN, "All tokens")
                        .answers(200, "without the tokens themselves"),
                op("POST", "/api/v1/tokens", "Accounts", Access.ADMIN, "Create a token")
                        .required("name", "scopes")
                        .answers(201, "with the token, this once")
                        .errors(400, 422),
                op("DELETE", "/api/v1/tokens/{id}", "Accounts", Access.ADMIN, "Revoke a token")
                        .path("id", Schemas.of("integer"), "of the token")
                        .answersNothing(204, "it is not valid any more")
                        .errors(400, 404),
                op("GET", "/api/v1/status", "Server", Access.VIEW, "What this server is and holds")
                        .answers(200, "the state"),
                op(
                                "GET",
                                "/api/v1/storage",
                                "Storage",
                                Access.VIEW,
                                "What is stored, and how small")
                        .details(
                                "Sizes are measured at most once a minute, while somebody asks; null while that is done for the first time.")
                        .answers(200, "what is stored"),
                op(
                                "GET",
                                "/api/v1/storage/retention",
                                "Storage",
                                Access.ADMIN,
                                "What is due to be removed")
                        .details("Changes nothing.")
                        .answers(200, "what would go, and what waits"),
                op(
                                "GET",
                                "/api/v1/storage/retention/run",
                                "Storage",
                                Access.ADMIN,
                                "How far removing is")
                        .answers(200, "the run that goes on, or the last one")
                        .errors(404),
                op(
                                "POST",
                                "/api/v1/storage/retention/run",
                                "Storage",
                                Access.ADMIN,
                                "Remove what is due")
                        .answers(202, "it has begun; GET tells how far it is")
                        .errors(409),
                op("POST", "/api/v1/metrics", "Ingest", Access.INGEST, "Send points")
                        .details(
                                "One point, an array, or one a line; gzip and zstd are understood. What cannot be stored is rejected by itself and never takes others with it.")
                        .body(JSON, json("{\"anyOf\":[" + reference("Point") + "," + points + "]}"))
                        .answers(200, ACCOUNT)
                        .errors(400, 413, 415, 429),
                op("POST", "/api/v1/import", "Ingest", Access.INGEST, "Send a part of a file")
                        .details(
                                "What the command andon import sends: any number of whole records; CSV with its header. Every point must bring its time. gzip and zstd are understood.")
                        .query("format", words("line", "csv", "ndjson", "json"), "of the body")
                        .query(
                                "precision",
                                words("s", "ms", "us", "ns"),
                                "of timestamps that are numbers; absent: ns in line protocol, else ms")
                        .query("dryRun", words("true", "false"), "store nothing")
                        .query("delimiter", text(), "of CSV: comma, semicolon, tab; absent: seen")
                        .query(
                                "column",
                                names,
                                "of CSV, like value=Wert: what the header calls a column")
                        .query("ignore", names, "columns of CSV to leave out")
                        .query("machine", text(), "of all points of CSV without a column for it")
                        .query("wide", words("true", "false"), "each other column is a metric")
                        .query("decimalComma", words("true", "false"), "numbers are like 1,5")
                        .query("timeZone", text(), "of times without an offset: Europe/Berlin")
                        .query(
                                "repeated",
                                words("reject", "earlier", "later"),
                                "which of two equal times is meant when clocks went back")
                        .body("application/octet-stream", text())
                        .answers(200, ACCOUNT)
                        .errors(400, 413, 415, 429),
                influx("/write", "Send line protocol, as InfluxDB 1.x takes it", "error")
                        .query(
                                "precision",
                                words("n", "ns", "u", "µ", "us", "ms", "s", "m", "h"),
                                "of timestamps; absent: ns"),
                influx("/api/v2/write", "Send line protocol, as InfluxDB 2.x takes it", "message")
                        .query(
                                "precision",
                                words("ns", "us", "ms", "s"),
                                "of timestamps; absent: ns"),
                influxQl("GET"),
                influxQl("POST"),
                op(
                                "GET",
                                "/api/v1/ingest",
                                "Ingest",
                                Access.VIEW,
                                "What became of all points since the server started")
                        .details(
                                "In each account received = stored + unchanged + corrected + rejected.")
                        .answers(200, "the account"),
                op("GET", "/api/v1/machines", "Machines", Access.VIEW, "Machines, by name")
                        .query("area", names, "one or more")
                        .query("line", names, "one or more")
                        .query("status", names, "one or more")
                        .query("retired", retired, "absent: false, those in service")
                        .answers(200, "the machines")
                        .errors(400),
                op("POST", "/api/v1/machines", "Machines", Access.INGEST, "Create a machine")
                        .body(JSON, reference("MachineChange"))
                        .answers(201, "the machine; Location has its address")
                        .errors(400, 409, 422),
                op("GET", "/api/v1/machines/{id}", "Machines", Access.VIEW, "A machine")
                        .path("id", text(), id)
                        .answers(200, "the machine, retired or not")
                        .errors(404),
                op(
                                "PUT",
                                "/api/v1/machines/{id}",
                                "Machines",
                                Access.INGEST,
                                "Create a machine or change it")
                        .details("Absent members stay as they are, null clears.")
                        .path("id", text(), id)
                        .body(JSON, reference("MachineChange"))
                        .answers(200, "the machine")
                        .errors(400, 422),
                op("PATCH", "/api/v1/machines/{id}", "Machines", Access.INGEST, "Change a machine")
                        .details(
                                "A JSON merge patch (RFC 7386): absent members stay as they are, null clears. {\"retired\":false} brings a retired machine back.")
                        .path("id", text(), id)
                        .body(JSON, reference("MachineChange"))
                        .answers(200, "the machine")
                        .errors(400, 404, 422),
                op("DELETE", "/api/v1/machines/{id}", "Machines", Access.INGEST, "Retire a machine")
                        .details("Its points stay, and what it still sends is stored.")
                        .path("id", text(), id)
                        .answersNothing(204, "it is retired, now or since before")
                        .errors(404),
                op(
                                "GET",
                                "/api/v1/machines/{id}/metrics",
                                "Values",
                                Access.VIEW,
                                "Points of a machine in a range")
                        .path("id", text(), id)
                        .query("metric", names, "one or more; absent: all")
                        .query("zone", list(Schemas.of("integer")), "one or more; absent: all")
                        .query(
                                "from",
                                time,
                                "epoch milliseconds, RFC 3339 or like now-6h; absent: now-1h")
                        .query("to", time, "the same; absent: now")
                        .query(
                                "points",
                                Schemas.of("integer").put("minimum", 4).put("maximum", 10_000),
                                "at most so many of a series, its extremes kept; absent: all")
                        .query("order", words("asc", "desc"), "absent: asc, oldest first")
                        .query("cursor", text(), "what the answer before had as next")
                        .answers(200, "the points", JSON, reference("MachinePoints"))
                        .answers(200, "the points", "text/csv", text())
                        .errors(400, 404, 429, 504),
                op("GET", "/api/v1/export", "Values", Access.VIEW, "Points of any machines as CSV")
                        .details(
                                "By machine, metric, zone and time. The header Andon-Machines says how many machines there are; a file that is not whole ends with a line incomplete: ….")
                        .query(
                                "from",
                                time,
                                "epoch milliseconds, RFC 3339 or like now-6h; absent: the oldest")
                        .query("to", time, "the same, included; absent: the newest")
                        .query("machine", names, "one or more; absent: all")
                        .query("metric", names, "one or more; absent: all")
                        .query("zone", list(Schemas.of("integer")), "one or more; absent: all")
                        .query("area", names, "one or more; absent: all")
                        .answers(200, "the points", "text/csv", text())
                        .errors(400),
                op(
                                "GET",
                                "/api/v1/machines/{id}/trends",
                                "Values",
                                Access.VIEW,
                                "How the series of a machine develop")
                        .path("id", text(), id)
                        .query("window", text(), "5m, 2h, 24h or another; absent: 2h")
                        .answers(200, "all series of the machine", JSON, reference("MachineTrends"))
                        .errors(400, 404, 429, 504),
                op(
                                "GET",
                                "/api/v1/machines/{id}/latest",
                                "Values",
                                Access.VIEW,
                                "The latest value of every series of a machine")
                        .path("id", text(), id)
                        .query("metric", names, "one or more; absent: all")
                        .answers(200, "by metric and zone", JSON, list(reference("LatestValue")))
                        .errors(404),
                op(
                                "GET",
                                "/api/v1/latest",
                                "Values",
                                Access.VIEW,
                                "The latest value of every series")
                        .query("machine", names, "ids; absent: all")
                        .query("area", names, "one or more; absent: all")
                        .query("line", names, "one or more; absent: all")
                        .query("status", names, "one or more; absent: all")
                        .query("metric", names, "one or more; absent: all")
                        .query("retired", retired, "absent: false, machines in service")
                        .answers(
                                200,
                                "by machine, metric, zone",
                                JSON,
                                list(reference("LatestValue")))
                        .errors(400),
                op("GET", "/api/search", "Dashboards", Access.VIEW, "Dashboards")
                        .query("query", text(), "part of the title")
                        .query("tag", names, "all of them")
                        .answers(200, "as Grafana lists them"),
                op("GET", "/api/dashboards/uid/{uid}", "Dashboards", Access.VIEW, "A dashboard")
                        .path("uid", text(), "of the dashboard")
                        .answers(200, "the file and what Andon knows about it")
                        .errors(404),
                op("GET", "/api/datasources", "Dashboards", Access.VIEW, "Data sources")
                        .answers(200, "without secrets"),
                op(
                                "GET",
                                "/api/v1/provisioning",
                                "Dashboards",
                                Access.VIEW,
                                "Files that could not be used")
                        .answers(200, "what is wrong with them"),
                askedOfDashboard("variables", "Resolve the variables of a dashboard")
                        .answers(200, "in the order of the file"),
                askedOfDashboard(
                                "variable-options",
                                "What a variable offers for what somebody types")
                        .answers(200, "options"),
                askedOfDashboard("filter-keys", "By what a dashboard's filters can filter")
                        .answers(200, "keys"),
                askedOfDashboard(
                                "filter-values",
                                "Values of a key among those that meet other filters")
                        .answers(200, "values, at most 500"),
                askedOfDashboard("query", "Ask panels of a dashboard")
                        .answers(
                                200,
                                "a line a panel, as they finish; blank lines between",
                                NDJSON,
                                reference("PanelAnswer")),
                askedOfDashboard("annotations", "Events that a dashboard marks on its charts")
                        .answers(
                                200,
                                "a line an annotation, as they finish; blank lines between",
                                NDJSON,
                                reference("AnnotationAnswer")),
                op("POST", "/api/ds/query", "Dashboards", Access.EDIT, "Free SQL, as in Grafana")
                        .body(JSON, reference("QueryRequest"))
                        .answers(200, "frames", JSON, reference("QueryAnswer"))
                        .answers(400, "a query failed", JSON, reference("QueryAnswer")),
                op("GET", "/api/health", "Server", Access.OPEN, "Health, as Grafana answers it")
                        .answers(200, "the database answers")
                        .answers(503, "it does not"),
                op("GET", "/health", "Server", Access.OPEN, "Health, as InfluxDB answers it")
                        .answers(200, "the database answers")
                        .answers(503, "it does not"),
                op("GET", "/ping", "Server", Access.OPEN, "Whether the server is there")
                        .answersNothing(204, "it is"));
    }

    private static Operation influx(String path, String summary, String sentence) {
        return op("POST", path, "Ingest", Access.INGEST, summary)
                .details(
                        "gzip and zstd are understood. Parameters that are not named here are ignored.")
                .body("text/plain", text())
                .answersNothing(204, "every line was stored")
                .answers(400, ACCOUNT + " In " + sentence + " the first reason.")
                .errors(413, 415, 429);
    }

    private static Operation askedOfDashboard(String what, String summary) {
        String path = "/api/v1/dashboards/{uid}/" + what;
        return op("POST", path, "Dashboards", Access.VIEW, summary)
                .path("uid", text(), "of the dashboard")
                .errors(400, 404, 422);
    }

    private static Operation influxQl(String method) {
        return op(method, "/query", "Ingest", Access.INGEST, "CREATE DATABASE, and nothing else")
                .details("Clients of InfluxDB 1.x send it first; there is one database.")
                .query("q", text(), "the statement")
                .answers(200, "as if it had been created")
                .errors(400);
    }

    private static Operation op(
            String method, String path, String tag, Access access, String summary) {
        return new Operation(method, path, tag, access, summary);
    }
}
