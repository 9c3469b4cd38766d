package dev.andon.planner;

import java.util.Set;

/** The functions of PostgreSQL that this module knows. */
final class Vocabulary {
    /** Of the values of one row, the same whenever they are asked in one question. */
    static final Set<String> SCALARS =
            Set.of(
                    "abs",
                    "btrim",
                    "cast",
                    "ceil",
                    "ceiling",
                    "char_length",
                    "coalesce",
                    "concat",
                    "concat_ws",
                    "date_part",
                    "date_trunc",
                    "div",
                    "exp",
                    "extract",
                    "floor",
                    "format",
                    "greatest",
                    "initcap",
                    "least",
                    "left",
                    "length",
                    "ln",
                    "log",
                    "lower",
                    "lpad",
                    "ltrim",
                    "make_interval",
                    "mod",
                    "now",
                    "nullif",
                    "overlay",
                    "position",
                    "power",
                    "regexp_match",
                    "regexp_replace",
                    "replace",
                    "reverse",
                    "right",
                    "round",
                    "rpad",
                    "rtrim",
                    "sign",
                    "split_part",
                    "sqrt",
                    "starts_with",
                    "strpos",
                    "substr",
                    "substring",
                    "to_char",
                    "to_timestamp",
                    "trim",
                    "trunc",
                    "upper",
                    "width_bucket");

    /** What may stand before a bracket and is no function. */
    static final Set<String> WORDS =
            Set.of(
                    "all", "and", "any", "as", "asc", "between", "by", "case", "desc", "else",
                    "exists", "filter", "from", "having", "ilike", "in", "is", "like", "not", "on",
                    "or", "over", "some", "then", "to", "when", "where");

    /** Aggregates to which it does not matter how often a row is there. */
    static final Set<String> INDIFFERENT =
            Set.of("min", "max", "bool_and", "bool_or", "every", "bit_and", "bit_or");

    /** Aggregates of which a form with DISTINCT is understood over dimensions. */
    static final Set<String> WITH_DISTINCT =
            Set.of("count", "sum", "avg", "string_agg", "array_agg");

    /** Functions and aggregates that may stand before OVER. */
    static final Set<String> WINDOWED =
            Set.of(
                    "row_number",
                    "rank",
                    "dense_rank",
                    "percent_rank",
                    "cume_dist",
                    "ntile",
                    "lag",
                    "lead",
                    "first_value",
                    "last_value",
                    "nth_value",
                    "sum",
                    "avg",
                    "min",
                    "max",
                    "count");

    /** What the planner knows how to answer from buckets. */
    static final Set<String> MEASURES =
            Set.of(
                    "avg",
                    "sum",
                    "min",
                    "max",
                    "count",
                    "stddev",
                    "stddev_samp",
                    "stddev_pop",
                    "variance",
                    "var_samp",
                    "var_pop",
                    "first",
                    "last");

    /** Words that make a block something else than rows, groups and their order. */
    static final Set<String> REFUSED =
            Set.of(
                    "within",
                    "lateral",
                    "rollup",
                    "cube",
                    "grouping",
                    "tablesample",
                    "distinct",
                    "variadic",
                    "symmetric",
                    "ctid",
                    "tableoid",
                    "xmin",
                    "collate",
                    "row",
                    "overlaps");

    private Vocabulary() {}
}
