package dev.andon.query;

import java.util.List;

/**
 * What a reference stands for.
 *
 * @param list whether the value is a list, even one of a single element
 * @param quotable whether Grafana 9 quotes it although it is a single value
 * @param chosen what the dashboard's address says for it
 */
record Resolved(
        String name,
        List<String> values,
        List<String> texts,
        List<String> chosen,
        boolean list,
        boolean quotable) {

    static Resolved single(String name, String value) {
        List<String> one = List.of(value);
        return new Resolved(name, one, one, one, false, false);
    }

    /** The value, or the first of the list. */
    String first() {
        return values.isEmpty() ? "" : values.getFirst();
    }
}
