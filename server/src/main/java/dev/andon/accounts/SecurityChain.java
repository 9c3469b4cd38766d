package dev.andon.accounts;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * The one place that says who may ask for what. Two chains with the same rules: requests with a
 * token carry their proof themselves; a browser sends its cookie whoever made it ask, so there
 * everything that changes something must also repeat the CSRF cookie.
 */
@Configuration
class SecurityChain {
    private static final Set<String> READING_METHODS = Set.of("GET", "HEAD");

    /**
     * The names of machines may hold slashes and percent signs. Rules and controllers alike look at
     * an address part by part and decode it only then, so an encoded one never makes another
     * address.
     */
    @Bean
    HttpFirewall addresses() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        return firewall;
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenChain(
            HttpSecurity http, Tokens tokens, Sessions sessions, Refusals refusals)
            throws Exception {
        return common(http, tokens, sessions, refusals)
                .securityMatcher(request -> Credentials.of(request) instanceof Credentials.Token)
                .csrf(CsrfConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain browserChain(
            HttpSecurity http, Tokens tokens, Sessions sessions, Refusals refusals)
            throws Exception {
        return common(http, tokens, sessions, refusals)
                .csrf(csrf ->
                        csrf.spa()
                                // Every request is authenticated anew, for which Spring would hand
                                // out a new token: requests side by side would undo each other.
                                .sessionAuthenticationStrategy(
                                        new NullAuthenticatedSessionStrategy())
                                .requireCsrfProtectionMatcher(
                                        SecurityChain::changesSomethingInASession))
                .build();
    }

    private static HttpSecurity common(
            HttpSecurity http, Tokens tokens, Sessions sessions, Refusals refusals)
            throws Exception {
        return http.authorizeHttpRequests(SecurityChain::rules)
                .addFilterBefore(
                        new CallerFilter(tokens, sessions, refusals),
                        AnonymousAuthenticationFilter.class)
                .exceptionHandling(answers ->
                        answers.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable());
    }

    /**
     * The rules in order, the first that fits decides; one straight list so that it can be read
     * against docs/formats/http-api.md. What no rule names is closed, also to administrators.
     */
    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    rules) {
        // A request is judged when it comes in, not again when it is forwarded or ends.
        rules.dispatcherTypeMatchers(
                        DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll();

        open(rules, "/api/health", "/health", "/ping");
        rules.requestMatchers(POST, "/api/v1/session").permitAll();

        rules.requestMatchers(POST, "/api/v1/metrics", "/api/v1/import", "/write", "/api/v2/write")
                .hasAuthority(Right.INGEST.name())
                // Only CREATE DATABASE, which writers of InfluxDB 1.x send first.
                .requestMatchers("/query")
                .hasAuthority(Right.INGEST.name())
                .requestMatchers(POST, "/api/v1/machines")
                .hasAuthority(Right.INGEST.name())
                .requestMatchers(PUT, "/api/v1/machines/*")
                .hasAuthority(Right.INGEST.name())
                .requestMatchers(PATCH, "/api/v1/machines/*")
                .hasAuthority(Right.INGEST.name())
                .requestMatchers(DELETE, "/api/v1/machines/*")
                .hasAuthority(Right.INGEST.name())
                .requestMatchers(GET, "/ws/ingest")
                .hasAuthority(Right.INGEST.name());

        rules.requestMatchers(GET, "/api/v1/session")
                .authenticated()
                .requestMatchers(DELETE, "/api/v1/session")
                .authenticated()
                .requestMatchers(PUT, "/api/v1/session/password")
                .authenticated();

        rules.requestMatchers(
                        GET,
                        "/api/search",
                        "/api/dashboards/**",
                        "/api/datasources",
                        "/api/v1/latest",
                        "/api/v1/machines/**",
                        "/api/v1/provisioning",
                        "/api/v1/status",
                        "/api/v1/storage",
                        "/api/v1/ingest",
                        "/api/v1/export",
                        "/actuator/prometheus",
                        "/ws/live")
                .hasAuthority(Right.VIEW.name())
                .requestMatchers(
                        POST,
                        "/api/v1/dashboards/*/variables",
                        "/api/v1/dashboards/*/variable-options",
                        "/api/v1/dashboards/*/query",
                        "/api/v1/dashboards/*/annotations",
                        "/api/v1/dashboards/*/filter-keys",
                        "/api/v1/dashboards/*/filter-values")
                .hasAuthority(Right.VIEW.name());

        rules.requestMatchers(POST, "/api/ds/query").hasAuthority(Right.EDIT.name());

        rules.requestMatchers(
                        "/api/v1/users/**",
                        "/api/v1/tokens/**",
                        "/api/v1/storage/retention/**",
                        "/actuator/**")
                .hasAuthority(Right.ADMIN.name());

        rules.requestMatchers("/api/**", "/ws/**", "/actuator/**", "/write").denyAll();
        // The web pages hold no data of the plant. Whatever page a browser opens, it gets them;
        // they ask who is there and show the login when nobody is.
        open(rules, "/", "/index.html", "/assets/**", "/andon.svg", "/manifest.webmanifest");
        rules.requestMatchers(SecurityChain::opensAPage).permitAll();
        rules.anyRequest().denyAll();
    }

    private static void open(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    rules,
            String... paths) {
        rules.requestMatchers(GET, paths).permitAll().requestMatchers(HEAD, paths).permitAll();
    }

    private static boolean opensAPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return READING_METHODS.contains(request.getMethod())
                && accept != null
                && accept.contains("text/html");
    }

    private static boolean changesSomethingInASession(HttpServletRequest request) {
        return !READING_METHODS.contains(request.getMethod())
                && Credentials.of(request) instanceof Credentials.Session;
    }
}
