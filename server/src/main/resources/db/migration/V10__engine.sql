-- Who keeps the samples of this database: Andon itself ('postgresql'), TimescaleDB ('timescale'), or TimescaleDB in its
-- Apache-licensed edition, which has chunks but neither compression nor continuous aggregates ('timescale-apache').
-- Without a row nobody has decided yet, which only a new database with that extension allows.

create table engine (
    only_row boolean primary key default true check (only_row),
    name     text not null check (name in ('postgresql', 'timescale', 'timescale-apache'))
);

insert into engine (name)
select 'postgresql'
where exists (select from series) or not exists (select from pg_extension where extname = 'timescaledb');

-- Chunks of samples or of a level, where TimescaleDB keeps it.
create function chunks(of_table text)
    returns table (name text, since timestamptz, compressed boolean, changes bigint, live_rows bigint, bytes bigint)
    language sql stable
as
$$
select null::text, null::timestamptz, null::boolean, null::bigint, null::bigint, null::bigint where false
$$;

-- The days (UTC) that have raw samples.
create function sample_days() returns setof date
    language sql stable
    set search_path = andon, pg_temp
as
$$
select to_date(substr(c.relname, length('samples_') + 1), 'YYYYMMDD')
from pg_inherits i join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'samples'::regclass
$$;
