package dev.andon.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built server, started as an operator starts it. */
final class Andon implements Server, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerProcess process;
    private final Duration firstAnswer;
    private final URI address;
    private final String token;
    private final Path data;
    private final Timeline today = Timeline.today(Clock.systemUTC());
    private final Timeline longAgo = Timeline.longAgo(Clock.systemUTC());
    private final HttpClient http = HttpClient.newHttpClient();

    private Andon(ServerProcess process, URI address, Path data) throws IOException {
        this.process = process;
        this.address = address;
        this.data = data;
        this.firstAnswer = process.awaitAnswer(address.resolve("/api/health"));
        process.await("address file", () -> Files.exists(data.resolve("andon.json")));
        this.token =
                JSON.readTree(Files.readString(data.resolve("andon.json")))
                        .path("token")
                        .stringValue();
    }

    static Andon start(Path data, String... options) throws IOException {
        int port = ServerProcess.freePort();
        List<String> command =
                new ArrayList<>(List.of("./andon", "serve", "--listen", "127.0.0.1:" + port));
        command.addAll(List.of("--data", data.toString()));
        command.addAll(List.of(options));
        Path log = data.resolveSibling(data.getFileName() + ".log");
        ServerProcess process = ServerProcess.start(command, log);
        return new Andon(process, URI.create("http://127.0.0.1:" + port), data);
    }

    Duration firstAnswer() {
        return firstAnswer;
    }

    /** Time from the first answer. */
    Duration awaitOutput(String text) {
        return process.await("line with " + text, () -> process.output().contains(text))
                .minus(firstAnswer);
    }

    @Override
    public Duration cpu() {
        return Cpu.own(process.handle());
    }

    /** What its ended processes used has been added to the one that started them. */
    @Override
    public Duration databaseCpu() {
        return process.handle()
                .descendants()
                .map(Cpu::withEnded)
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public long residentBytes() {
        return ServerProcess.memory(process.handle(), "VmRSS");
    }

    long largestBytes() {
        return ServerProcess.memory(process.handle(), "VmHWM");
    }

    /** Private memory of all its processes: what they share is not counted once for each. */
    long postgresBytes() {
        return process.handle()
                .descendants()
                .mapToLong(child -> ServerProcess.memory(child, "RssAnon"))
                .sum();
    }

    @Override
    public Target target(Format format) {
        return target(format, token);
    }

    /** The door of somebody else than the operator, with a token of his own. */
    Target target(Format format, String token) {
        String path =
                switch (format) {
                    case LINE_PROTOCOL -> "/write?precision=ms";
                    case JSON, NDJSON -> "/api/v1/metrics";
                };
        return new Target(address.getPort(), path, token);
    }

    /** Any door, for somebody with this token. */
    Target target(String path, String token) {
        return new Target(address.getPort(), path, token);
    }

    /** … for the operator. */
    Target target(String path) {
        return target(path, token);
    }

    String postgresVersion() throws IOException, InterruptedException {
        return get("/api/v1/status").path("postgres").stringValue();
    }

    String newToken(String name) throws IOException, InterruptedException {
        return newToken(name, "ingest");
    }

    String newToken(String name, String scope) throws IOException, InterruptedException {
        String wanted =
                JSON.createObjectNode()
                        .put("name", name)
                        .set("scopes", JSON.createArrayNode().add(scope))
                        .toString();
        return JSON.readTree(post("/api/v1/tokens", wanted)).path("token").stringValue();
    }

    @Override
    public Timeline today() {
        return today;
    }

    @Override
    public Timeline longAgo() {
        return longAgo;
    }

    @Override
    public long count() throws IOException, SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from machine_metrics")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** A connection to its own PostgreSQL as the owner of the tables. */
    Connection database() throws IOException, SQLException {
        return owner().open();
    }

    /** Its own PostgreSQL, for the owner of the tables. */
    Database owner() throws IOException {
        return database("andon", "andon", "owner");
    }

    /** … for the role that people and Grafana ask as. */
    Database reader() throws IOException {
        return database("andon", "andon_reader", "reader");
    }

    /** Any database of the same PostgreSQL, for its administrator. */
    Database administrator(String name) throws IOException {
        return database(name, "postgres", "superuser");
    }

    private Database database(String name, String user, String password) throws IOException {
        Path postgres = data.resolve("postgres");
        Properties passwords = new Properties();
        try (Reader file = Files.newBufferedReader(postgres.resolve("passwords"))) {
            passwords.load(file);
        }
        int port = Integer.parseInt(Files.readString(postgres.resolve("port")).strip());
        return new Database(port, name, user, passwords.getProperty(password));
    }

    /** What a meter counts: with its labels one of them, without the sum of all. */
    double meter(String name) throws IOException, InterruptedException {
        return send(request("/actuator/prometheus").GET().build())
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    Path data() {
        return data;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(request(path).GET().build()));
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    @Override
    public void close() {
        process.close();
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(
                    request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
