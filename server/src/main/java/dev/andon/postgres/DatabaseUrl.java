package dev.andon.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a database is and who enters it, read from {@code jdbc:postgresql://…} or {@code
 * postgres://user:password@host/database}.
 */
record DatabaseUrl(
        String hosts, String database, String user, String password, Map<String, String> options) {
    private static final List<String> SCHEMES =
            List.of("jdbc:postgresql://", "postgresql://", "postgres://");

    static DatabaseUrl parse(String text) {
        String scheme =
                SCHEMES.stream().filter(text::startsWith).findFirst().orElseThrow(DatabaseUrl::bad);
        String rest = text.substring(scheme.length());
        String query = after(rest, '?');
        String place = before(rest, '?');
        Map<String, String> options = options(query);
        String authority = before(place, '/');
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String credentials = authority.substring(0, at);
            options.putIfAbsent("user", decode(before(credentials, ':')));
            options.putIfAbsent("password", decode(after(credentials, ':')));
            authority = authority.substring(at + 1);
        }
        String user = options.getOrDefault("user", "");
        String database = decode(after(place, '/'));
        if (authority.isEmpty() || database.isEmpty() || user.isEmpty()) {
            throw bad();
        }
        String password = options.getOrDefault("password", "");
        options.keySet().removeAll(List.of("user", "password", "currentSchema"));
        return new DatabaseUrl(authority, database, user, password, options);
    }

    private static StartRefused bad() {
        return new StartRefused(
                "The database address must name host, database and user, like jdbc:postgresql://host:5432/plant?user=andon&password=secret or postgres://andon:secret@host/plant.");
    }

    /** The same place for another role. */
    DatabaseUrl as(String role, String itsPassword) {
        return new DatabaseUrl(hosts, database, role, itsPassword, options);
    }

    DatabaseUrl with(String option, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(option, value);
        return new DatabaseUrl(hosts, database, user, password, more);
    }

    /** For pgjdbc; user and password are given apart, so that this may be logged. */
    String jdbc() {
        return "jdbc:postgresql://" + hosts + "/" + encode(database) + query();
    }

    /** For psql and libpq; holds the password. */
    String libpq() {
        return "postgresql://%s:%s@%s/%s"
                .formatted(encode(user), encode(password), hosts, encode(database));
    }

    private String query() {
        return options.isEmpty()
                ? ""
                : options.entrySet().stream()
                        .map(option -> option.getKey() + "=" + encode(option.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                options.put(before(pair, '='), decode(after(pair, '=')));
            }
        }
        return options;
    }

    private static String before(String text, char separator) {
        int index = text.indexOf(separator);
        return index < 0 ? text : text.substring(0, index);
    }

    private static String after(String text, char separator) {
        int index = text.indexOf(separator);
        return index < 0 ? "" : text.substring(index + 1);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
