package dev.andon.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What every answer has in common, over real HTTP, with controllers that fail in every way. */
class WebAnswersTest {
    private static ConfigurableApplicationContext server;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        server =
                new SpringApplicationBuilder(Server.class)
                        .web(WebApplicationType.SERVLET)
                        .run("--andon.http.listen=127.0.0.1:0");
    }

    @AfterAll
    static void stop() {
        server.close();
        CLIENT.close();
    }

    @EnableAutoConfiguration(
            exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @EnableConfigurationProperties(HttpConfig.class)
    @Import({
        ListenAddress.class,
        SecurityHeaders.class,
        ProblemAdvice.class,
        BrokenBodies.class,
        LastResort.class,
        WebFiles.class,
        Failing.class
    })
    static class Server {
        @Bean
        SecurityFilterChain everybody(HttpSecurity http) {
            return http.authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                    .csrf(CsrfConfigurer::disable)
                    .build();
        }
    }

    record Point(double value) {}

    @RestController
    static class Failing {
        @PostMapping("/api/points")
        Point echo(@RequestBody Point point) {
            return point;
        }

        @GetMapping("/api/away")
        void away() {
            throw new DataAccessResourceFailureException("no connection");
        }

        @GetMapping("/api/bug")
        void bug() {
            throw new IllegalStateException("secret detail");
        }

        @GetMapping("/api/full")
        void full() {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, "The queue is full.");
        }

        @GetMapping("/api/number/{number}")
        Point number(@PathVariable int number) {
            return new Point(number);
        }

        @GetMapping("/api/address")
        String address(HttpServletRequest request) {
            return request.getRemoteAddr() + " " + request.getRequestURL();
        }

        @GetMapping("/api/named")
        String named(@RequestParam String name) {
            return name;
        }
    }

    @Test
    void problemsSayWhatHappenedAndWhetherToTryAgain() throws Exception {
        assertProblem(send("POST", "/api/points", "{\"value\":"), 400, "malformed", false)
                .contains("at line 1, column")
                .doesNotContain("Source");
        assertProblem(send("POST", "/api/points", ""), 400, "malformed", false)
                .contains("the body is missing");
        assertProblem(send("GET", "/api/named", ""), 400, "malformed", false).contains("name");
        assertProblem(send("GET", "/api/nothing", ""), 404, "not-found", false)
                .contains("There is no address GET /api/nothing");
        assertProblem(send("DELETE", "/api/points", ""), 405, "method-not-allowed", false)
                .contains("does not take DELETE", "It takes [POST]");
        assertProblem(browse("/api/number/1"), 406, "not-acceptable", false)
                .contains("answers application/json");
        assertProblem(send("GET", "/api/number/one", ""), 400, "malformed", false)
                .contains("number cannot be one");
        assertProblem(
                        exchange(
                                request("/api/points")
                                        .header("Content-Type", "text/csv")
                                        .POST(HttpRequest.BodyPublishers.ofString("1"))),
                        415,
                        "unsupported-media-type",
                        false)
                .contains("bodies of type text/csv", "Send application/json");
        assertProblem(send("GET", "/api/full", ""), 429, "too-many-requests", true)
                .contains("The queue is full.");
    }

    @Test
    void aBodyThatEndsEarlyIsToBeSentAgain() throws IOException {
        int port = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Socket half = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head =
                    """
                    POST %s HTTP/1.1
                    Host: andon
                    Content-Type: application/json
                    Content-Length: 10

                    """
                            .formatted("/api/points")
                            .replace("\n", "\r\n");
            half.getOutputStream().write((head + "12").getBytes(StandardCharsets.UTF_8));
            half.shutdownOutput();
            assertThat(new String(half.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After: 1", "did not arrive to its end", "\"retryable\":true");
        }
    }

    @Test
    void aDatabaseThatIsAwayIsWorthAnotherTry() throws Exception {
        HttpResponse<String> answer = send("GET", "/api/away", "");
        assertProblem(answer, 503, "unavailable", true).contains("Nothing was stored");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void aBugHasAnIdAndKeepsItsDetailsInTheLog() throws Exception {
        assertProblem(send("GET", "/api/bug", ""), 500, "unexpected", false)
                .containsPattern("\"id\":\"[0-9a-f]{8}\"")
                .doesNotContain("secret detail");
    }

    @Test
    void thePageHasAPolicyWithANonceOfItsOwn() throws Exception {
        HttpResponse<String> page = send("GET", "/", "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body()).doesNotContain("__CSP_NONCE__");
        assertThat(nonce(page)).isNotEqualTo(nonce(send("GET", "/index.html", "")));
        assertThat(policy(page))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void everyAddressThatABrowserOpensIsThePageButFilesAndInterfacesAreNot() throws Exception {
        assertThat(browse("/d/plant/overview").statusCode()).isEqualTo(200);
        assertThat(browse("/assets/gone-1234.js").statusCode()).isEqualTo(404);
        assertThat(browse("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/d/plant", "").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aProxyOnThisMachineTellsWhoCallsAndHow() throws Exception {
        HttpResponse<String> answer =
                exchange(
                        request("/api/address")
                                .header("X-Forwarded-For", "192.0.2.7")
                                .header("X-Forwarded-Proto", "https"));
        assertThat(answer.body()).startsWith("192.0.2.7 https://127.0.0.1");
    }

    @Test
    void answersThatAreNoPageLetNothingRun() throws Exception {
        HttpResponse<String> answer = send("GET", "/api/nothing", "");
        assertThat(policy(answer)).isEqualTo("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    /** The file is one of this test's. */
    @Test
    void assetsStayInTheBrowserAndComePacked() throws Exception {
        HttpResponse<String> plain = send("GET", "/assets/sample-0a1b2c3d.js", "");
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("Cache-Control"))
                .contains("max-age=31536000, public, immutable");
        assertThat(plain.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/javascript");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();

        HttpResponse<byte[]> packed =
                CLIENT.send(
                        request("/assets/sample-0a1b2c3d.js")
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(unpacked).hasContent(plain.body());
        }
    }

    private static AbstractStringAssert<?> assertProblem(
            HttpResponse<String> answer, int status, String category, boolean retryable) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        return assertThat(answer.body())
                .contains("\"type\":\"urn:andon:" + category + "\"", "\"retryable\":" + retryable);
    }

    private static String nonce(HttpResponse<String> page) {
        Matcher matcher = Pattern.compile("'nonce-([^']+)'").matcher(policy(page));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String policy(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private static HttpResponse<String> browse(String path)
            throws IOException, InterruptedException {
        return exchange(request(path).header("Accept", "text/html,application/xml;q=0.8"));
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return exchange(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        String port = server.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
