-- Taking over a table that an application fills (andon adopt).

-- What Andon holds becomes a view of its own, and the one that people ask reads it. So a table that is being taken over
-- can show its remaining rows, and columns that only its application knows, under the old name, while Andon's own view
-- is made anew as its storage changes.
alter view public.machine_metrics set schema andon;

create view public.machine_metrics as
select machine_id, metric_type, value, "timestamp", zone_number, target_value
from machine_metrics;

do
$do$
declare
    granted record;
begin
    for granted in
        select a.privilege_type, a.grantee::regrole as role
        from pg_class c, aclexplode(c.relacl) a
        where c.oid = 'andon.machine_metrics'::regclass and a.grantee not in (0, c.relowner)
    loop
        execute format('grant %s on public.machine_metrics to %s', granted.privilege_type, granted.role);
        execute format('revoke %s on andon.machine_metrics from %s', granted.privilege_type, granted.role);
    end loop;
end
$do$;

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
