-- What retention has removed: a row a table, or for the rows of a table that one rule was about. From when on points and
-- rollups are kept stands in kept_since, which is written first.

create table retention_log (
    id     integer generated always as identity primary key,
    at     timestamptz not null,
    level  text        not null,
    object text        not null,
    whole  boolean     not null,
    series integer     not null,
    points bigint      not null,
    bytes  bigint      not null,
    exact  boolean     not null,
    since  timestamptz not null,
    until  timestamptz not null,
    rule   text        not null,
    actor  text        not null
);
