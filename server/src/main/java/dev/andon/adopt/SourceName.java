package dev.andon.adopt;

/** A table as the customer calls it: {@code schema.table}, or a table of schema public. */
record SourceName(String schema, String name) {
    private static final String ASIDE = "andon_before";
    private static final SourceName SEED = new SourceName("public", "machine_metrics");

    static SourceName parse(String text) {
        int dot = text.indexOf('.');
        SourceName parsed =
                dot < 0
                        ? new SourceName("public", text)
                        : new SourceName(text.substring(0, dot), text.substring(dot + 1));
        if (parsed.schema.isBlank() || parsed.name.isBlank()) {
            throw new IllegalArgumentException(
                    "'%s' is not a table like public.machine_metrics".formatted(text));
        }
        return parsed;
    }

    /** Where it is kept once Andon's view has its name. */
    SourceName aside() {
        return new SourceName(ASIDE, name);
    }

    /** Whether its name is the one of Andon's own view. */
    boolean isSeed() {
        return equals(SEED);
    }

    /** For SQL. */
    String quoted() {
        return quote(schema) + "." + quote(name);
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
