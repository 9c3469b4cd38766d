package dev.andon.accounts;

/** What a caller may do. Roles of people and scopes of tokens are both only bundles of these. */
public enum Right {
    /** Send points and describe machines. */
    INGEST,
    /** Look at machines, dashboards and live points. */
    VIEW,
    /** Ask free SQL. */
    EDIT,
    /** Users, tokens, and what the server tells only its operator. */
    ADMIN
}
