package dev.andon.http;

import dev.andon.problem.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What to say of a body that could not be read to its end. Tomcat says 400, whatever the
 * application answers, and a sender who hears that throws his points away; but the connection broke
 * on the way, or this server is stopping. Mostly nobody hears either.
 */
@Component
final class BrokenBodies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final String RETRY_AFTER_SECONDS = "1";

    private final JsonMapper json;

    BrokenBodies(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addContextValves(new Valve(json));
    }

    private static final class Valve extends ValveBase {
        private final JsonMapper json;

        Valve(JsonMapper json) {
            super(true);
            this.json = json;
        }

        @Override
        public void invoke(Request request, Response response)
                throws IOException, ServletException {
            getNext().invoke(request, response);
            if (response.isError()
                    && !response.isCommitted()
                    && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION)
                            instanceof IOException) {
                answer(response);
            }
        }

        /** At once: while the server stops there is no error page to go to any more. */
        private void answer(Response response) throws IOException {
            ProblemDetail problem =
                    Problem.document(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "The request did not arrive to its end, and what of it was stored is"
                                    + " not known. Send all of it again: points that are stored"
                                    + " count as unchanged.");
            byte[] body = json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
            response.setSuspended(false);
            response.resetBuffer();
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        }
    }
}
