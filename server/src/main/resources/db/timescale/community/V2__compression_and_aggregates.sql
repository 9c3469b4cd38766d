-- What TimescaleDB's community edition does for the samples: compression, and the rollups as continuous aggregates.

alter table samples set (
    timescaledb.compress,
    timescaledb.compress_segmentby = 'series_id',
    timescaledb.compress_orderby = '"timestamp"');

-- A late point of a compressed day makes TimescaleDB unpack the thousand points around it. Its limit for that is meant for
-- an UPDATE gone wrong, and would refuse a machine that sends a month once more.
do
$do$
begin
    execute format('alter role %I in database %I set timescaledb.max_tuples_decompressed_per_dml_transaction = 0',
                   current_user, current_database());
end
$do$;
alter function insert_machine_metric() set timescaledb.max_tuples_decompressed_per_dml_transaction = 0;

-- A level with the name and columns of the table that Andon keeps on plain PostgreSQL, out of the very same expressions, so
-- that the views over it are the same too: they take closed buckets from it, and what is open or changed from samples. No
-- refresh policy moves it: Andon refreshes what has closed or was changed, and nothing of which the source was dropped.
create function create_rollup_aggregate(level_name text) returns void
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    l       rollup_levels;
    at_time text;
begin
    select * into strict l from rollup_levels where name = level_name;
    at_time := case when l.source is null then 'p."timestamp"' else 'r.bucket' end;
    execute format('
        create materialized view %I with (timescaledb.continuous, timescaledb.materialized_only = true) as
        select public.time_bucket(%s) as bucket, series_id, %s
        from %s
        group by 1, 2
        with no data',
        'rollup_' || l.name,
        case when l.zone is null then format('interval %L, %s', l.width, at_time)
             else format('interval %L, %s, %L', l.width, at_time, l.zone) end,
        case when l.source is null then rollup_of_samples() else rollup_of_rows() end,
        case when l.source is null then 'samples p' else format('%I r', 'rollup_' || l.source) end);
end
$$;

-- Whole buckets that a level is to be refreshed in, because its source has changed there: before a time, in pieces that take
-- seconds, and none of which rows of any series were dropped from the source, since TimescaleDB refreshes all series
-- together and would erase those.
create function pieces_to_refresh(level_name text, changed tstzmultirange, before timestamptz)
    returns table (since timestamptz, until timestamptz)
    language sql stable
    set search_path = andon, pg_temp
as
$$
with level as (
    select l.width, l.zone, coalesce(l.zone, 'UTC') as clock,
           case when l.width < interval '1 hour' then interval '1 day' else interval '7 days' end as piece,
           (select rollup_ceiling(max(k.since), l.width, l.zone) from kept_since k
            where k.kept = coalesce(l.source, 'samples')) as kept
    from rollup_levels l
    where l.name = level_name
), whole as (
    select greatest(rollup_bucket(lower(c), l.width, l.zone), l.kept) as since,
           least(rollup_ceiling(upper(c), l.width, l.zone), before) as until
    from level l, unnest(changed) as c
), joined as (
    select unnest(range_agg(tstzrange(w.since, w.until))) as span from whole w where w.since < w.until
)
select p at time zone l.clock, least((p + l.piece) at time zone l.clock, upper(j.span))
from joined j, level l,
     generate_series(lower(j.span) at time zone l.clock,
                     upper(j.span) at time zone l.clock - interval '1 microsecond', l.piece) as p
order by 1
$$;

-- What has closed of a level since it was last refreshed.
create function pieces_to_close(level_name text) returns table (since timestamptz, until timestamptz)
    language sql stable
    set search_path = andon, pg_temp
as
$$
with level as (
    select greatest(s.complete_until, first_kept(null, s.complete_until)) as since,
           rollup_bucket(coalesce(f.complete_until, h.closed_until), l.closes_every, l.zone) as until
    from rollup_levels l
             join rollup_state s on s.level = l.name
             left join rollup_state f on f.level = l.source
             cross join sample_horizon h
    where l.name = level_name and isfinite(coalesce(f.complete_until, h.closed_until))
)
select p.since, p.until
from level l, pieces_to_refresh(level_name, tstzmultirange(tstzrange(l.since, l.until)), l.until) p
where l.since < l.until
order by 1
$$;

alter function add_rollup_level(text, interval) rename to add_rollup_table;

create function add_rollup_level(new_name text, new_width interval) returns void
    language plpgsql
    set search_path = andon, pg_temp
as
$$
begin
    perform add_rollup_table(new_name, new_width);
    execute format('drop table %I cascade', 'rollup_' || new_name);
    perform create_rollup_aggregate(new_name);
    perform create_rollup_views(new_name);
end
$$;

do
$do$
declare
    level text;
begin
    for level in select name from rollup_levels loop
        execute format('drop table %I cascade', 'rollup_' || level);
    end loop;
    for level in select name from rollup_levels order by width loop
        perform create_rollup_aggregate(level);
        perform create_rollup_views(level);
    end loop;
end
$do$;

-- An aggregate cannot change its zone but only be made anew, from what its source still holds. So it is made for the first
-- time too, when the first start chooses a zone.
create or replace function set_rollup_zone(new_zone text) returns boolean
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    l       rollup_levels;
    rebuilt boolean := false;
begin
    for l in select * from rollup_levels where width = interval '24 hours' and zone is distinct from new_zone loop
        if exists (select from kept_since k where k.kept in ('samples', l.source)) then
            raise exception 'Days begin at midnight in % since this database was made, and cannot begin in % any more: what they would be summed up from is dropped already.',
                l.zone, new_zone;
        end if;
        rebuilt := rebuilt or (select s.complete_until > '-infinity' from rollup_state s where s.level = l.name);
        update rollup_levels set zone = new_zone, source = rollup_source(l.width, new_zone) where name = l.name;
        update rollup_state set complete_until = '-infinity' where level = l.name;
        execute format('drop materialized view %I cascade', 'rollup_' || l.name);
        perform create_rollup_aggregate(l.name);
        perform create_rollup_views(l.name);
    end loop;
    return rebuilt;
end
$$;

update engine set name = 'timescale';
