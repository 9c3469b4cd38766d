package dev.andon.query;

/**
 * What a reference without a format becomes in SQL. Lists are quoted by every rule and plain
 * variables by none; the rules differ for one value of a variable that has All but is not multi.
 */
public enum QuotingRule {
    /** Quoted, as Grafana 9.x to 12.3 do. */
    QUOTED,
    /** Not quoted, as Grafana 12.4 and newer do. */
    BARE,
    /** Quoted unless it already stands inside a literal: right for dashboards of either kind. */
    BY_CONTEXT
}
