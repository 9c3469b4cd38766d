-- Taking over a table that an application fills (andon adopt).

-- The table that is being taken over; there is one at a time.
create table adoption (
    only_row       boolean primary key default true check (only_row),
    source_schema  text        not null,
    source_name    text        not null,
    -- How the old table calls these; the last two may be absent.
    machine_id     text        not null,
    metric_type    text        not null,
    value          text        not null,
    "timestamp"    text        not null,
    zone_number    text,
    target_value   text,
    -- Of a timestamp without time zone.
    time_zone      text,
    started        timestamptz not null,
    -- Whether there was no Andon in this database before.
    first_here     boolean     not null,
    -- Rows of the old table at or after this time are in Andon, or were found to be no samples.
    unmoved_before timestamptz not null default 'infinity',
    listed         boolean     not null default false,
    way_back       boolean     not null default false,
    finished       timestamptz
);

-- A day (UTC) of the old table and what became of its rows; -infinity are those without a usable time.
create table adoption_days (
    day             date primary key,
    source_rows     bigint not null,
    moved           bigint,
    repeated        bigint,
    superseded      bigint,
    overtaken       bigint,
    rejected        bigint,
    source_checksum numeric,
    target_checksum numeric,
    finished        timestamptz,
    check (finished is null or (source_rows = moved + repeated + superseded + overtaken + rejected
        and source_checksum = target_checksum))
);

-- What was changed in the database when the table was taken over, the statement that changes it back, and, where there is
-- one, what is to be run after each way, when nobody waits for it any more.
create table adoption_changes (
    place      integer generated always as identity primary key,
    subject    text not null,
    undo       text not null,
    afterwards text
);
