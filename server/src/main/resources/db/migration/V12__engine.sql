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

-- The months of which points are sealed, and the other days (UTC) that have points.
create function sample_periods() returns table (first date, next date)
    language sql stable
    set search_path = andon, pg_temp
as
$$
with partition as (
    select c.relname::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent in ('samples'::regclass, 'sample_blocks'::regclass)
), month as (
    select to_date(right(name, 6), 'YYYYMM') as first from partition where name ~ '^sample_blocks_[0-9]{6}$'
), day as (
    select to_date(right(name, 8), 'YYYYMMDD') as first from partition where name ~ '^samples_[0-9]{8}$'
)
select first, (first + interval '1 month')::date as next from month
union all
select first, first + 1 from day where date_trunc('month', first)::date not in (select first from month)
$$;
