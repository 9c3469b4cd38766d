-- Buckets of samples in several widths, and views of them that are exact at any moment. A bucket of a level stands in its
-- table from when rollup_state.complete_until has passed it; what was changed since stands in sample_changes until it is
-- repaired. One transaction at a time moves complete_until or repairs: it holds the advisory lock andon.rollup.

create table rollup_levels (
    name         text primary key check (name ~ '^[1-9][0-9]*[mhd]$'),
    width        interval not null,
    -- Of days. Null: not chosen yet, which the first start does, or a width that knows no zone.
    zone         text,
    -- The level that this one is merged from; null: samples.
    source       text references rollup_levels,
    -- So much is closed at once, so that rows of a series lie together and a long question reads few pages.
    closes_every interval not null,
    kept_in      text     not null check (kept_in in ('month', 'year', 'decade'))
);

create table rollup_state (
    level          text primary key references rollup_levels,
    complete_until timestamptz not null default '-infinity'
);

-- From when on all samples (kept = 'samples') or all rows of a level (kept = its name) are there, of one series or of all
-- (null). No row: nothing was ever dropped.
create table kept_since (
    kept      text        not null,
    series_id integer,
    since     timestamptz not null,
    unique nulls not distinct (kept, series_id)
);

create function kept_since(of_kept text, of_series integer) returns timestamptz
    language plpgsql stable security definer
    set search_path = andon, pg_temp
as
$$
begin
    return coalesce((select max(k.since) from kept_since k
                     where k.kept = of_kept and (k.series_id is null or k.series_id = of_series)), '-infinity');
end
$$;

-- To be called, and committed, before anything is dropped: a repair that still counts on it is waited for, and later ones
-- leave older buckets as they are.
create function keep_only_since(of_kept text, of_series integer, new_since timestamptz) returns void
    language plpgsql
    set search_path = andon, pg_temp
as
$$
begin
    perform pg_advisory_xact_lock(hashtext('andon.rollup'));
    insert into kept_since as k (kept, series_id, since) values (of_kept, of_series, new_since)
    on conflict (kept, series_id) do update set since = greatest(k.since, excluded.since);
end
$$;

-- The queue is emptied all the time, and dead rows in front of it would be read at each look.
alter table sample_changes set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
                                autovacuum_vacuum_insert_threshold = -1);

-- The start of the bucket that holds a time. Where clocks are set back over midnight, the day begins at the first of the
-- two; AT TIME ZONE answers the second. One expression, so that the planner puts it in place of the call.
create function rollup_bucket(at timestamptz, width interval, zone text) returns timestamptz
    language sql immutable parallel safe
as
$$
select case
    when zone is null then date_bin(width, at, timestamptz '2000-01-01 00:00:00+00')
    when (date_trunc('day', at at time zone zone) at time zone zone at time zone 'UTC' - interval '1 hour')
             at time zone 'UTC' at time zone zone >= date_trunc('day', at at time zone zone)
        then (date_trunc('day', at at time zone zone) at time zone zone at time zone 'UTC' - interval '1 hour') at time zone 'UTC'
    else date_trunc('day', at at time zone zone) at time zone zone
end
$$;

-- The first start of a bucket that is not before a time. A day is 23 to 25 hours, so a day and a half is in the next one.
create function rollup_ceiling(at timestamptz, width interval, zone text) returns timestamptz
    language plpgsql stable
as
$$
declare
    bucket timestamptz := rollup_bucket(at, width, zone);
begin
    return case when bucket = at then at else rollup_bucket(bucket + width * 1.5, width, zone) end;
end
$$;

-- {count, sum, sum of squared deviations} as PostgreSQL's own avg and stddev keep them (Youngs and Cramer).
create aggregate moments(double precision) (
    sfunc = float8_accum, stype = double precision[], initcond = '{0,0,0}', combinefunc = float8_combine, parallel = safe);
create aggregate merged_moments(double precision[]) (
    sfunc = float8_combine, stype = double precision[], initcond = '{0,0,0}', combinefunc = float8_combine, parallel = safe);

-- A value of which the square would overflow makes sums NaN: an error would stop the rollups of all series.
create function summable(value double precision) returns double precision
    language sql immutable parallel safe
as
$$
select case when abs(value) > 1e145 then 'NaN'::double precision else value end
$$;

create type rollup_row as (
    bucket            timestamptz,
    series_id         integer,
    count             integer,
    sum               double precision,
    min               double precision,
    max               double precision,
    first             double precision,
    last              double precision,
    deviations        double precision,
    target_sum        double precision,
    target_min        double precision,
    target_max        double precision,
    target_first      double precision,
    target_last       double precision,
    target_deviations double precision,
    target_count      integer
);

-- What follows bucket and series_id in a rollup_row, out of samples p.
create function rollup_of_samples() returns text
    language sql immutable
as
$do$
select $$
    count(*)::integer as count, (moments(summable(p.value)))[2] as sum, min(p.value) as min, max(p.value) as max,
    (array_agg(p.value order by p."timestamp"))[1] as first,
    (array_agg(p.value order by p."timestamp"))[count(*)::integer] as last,
    (moments(summable(p.value)))[3] as deviations,
    case when count(p.target_value) > 0 then (moments(summable(p.target_value)))[2] end as target_sum,
    min(p.target_value) as target_min, max(p.target_value) as target_max,
    (array_agg(p.target_value order by p."timestamp") filter (where p.target_value is not null))[1] as target_first,
    (array_agg(p.target_value order by p."timestamp") filter (where p.target_value is not null))
        [count(p.target_value)::integer] as target_last,
    case when count(p.target_value) > 0 then (moments(summable(p.target_value)))[3] end as target_deviations,
    nullif(count(p.target_value), 0)::integer as target_count $$
$do$;

-- The same out of rows r of a finer level.
create function rollup_of_rows() returns text
    language sql immutable
as
$do$
select $$
    sum(r.count)::integer as count, (merged_moments(array[r.count, r.sum, r.deviations]))[2] as sum,
    min(r.min) as min, max(r.max) as max,
    (array_agg(r.first order by r.bucket))[1] as first,
    (array_agg(r.last order by r.bucket))[count(*)::integer] as last,
    (merged_moments(array[r.count, r.sum, r.deviations]))[3] as deviations,
    case when count(r.target_count) > 0 then (merged_moments(array[r.target_count, r.target_sum, r.target_deviations])
        filter (where r.target_count is not null))[2] end as target_sum,
    min(r.target_min) as target_min, max(r.target_max) as target_max,
    (array_agg(r.target_first order by r.bucket) filter (where r.target_count is not null))[1] as target_first,
    (array_agg(r.target_last order by r.bucket) filter (where r.target_count is not null))
        [count(r.target_count)::integer] as target_last,
    case when count(r.target_count) > 0 then (merged_moments(array[r.target_count, r.target_sum, r.target_deviations])
        filter (where r.target_count is not null))[3] end as target_deviations,
    sum(r.target_count)::integer as target_count $$
$do$;

-- The columns of a rollup_row that follow its key.
create function rollup_columns(prefix text) returns text
    language sql stable
    set search_path = andon, pg_temp
as
$$
select string_agg(prefix || attname, ', ' order by attnum)
from pg_attribute where attrelid = 'rollup_row'::regclass and attnum > 2
$$;

-- Buckets of a level in spans of series, which are whole buckets, out of a finer level or (null) of samples. The limits of
-- all spans stand in the text, so that the planner leaves out partitions of the finer level beyond them.
create function rolled(of_level rollup_levels, from_level text, of_series integer[], starts timestamptz[], ends timestamptz[])
    returns setof rollup_row
    language plpgsql stable
    set search_path = andon, pg_temp
as
$$
declare
    first_start timestamptz := (select min(s) from unnest(starts) s);
    last_end    timestamptz := (select max(e) from unnest(ends) e);
begin
    if from_level is null then
        return query execute format('
            select b.bucket, s.series_id, %s
            from unnest($1, $2, $3) as s (series_id, since, until)
            cross join lateral (
                select rollup_bucket(p."timestamp", %L, %L) as bucket, %s
                from samples_between(s.series_id, s.since, s.until) p
                group by 1) b',
            rollup_columns('b.'), of_level.width, of_level.zone, rollup_of_samples())
        using of_series, starts, ends;
    else
        return query execute format('
            select b.bucket, s.series_id, %s
            from unnest($1, $2, $3) as s (series_id, since, until)
            cross join lateral (
                select rollup_bucket(r.bucket, %L, %L) as bucket, %s
                from %I r
                where r.series_id = s.series_id and r.bucket >= s.since and r.bucket < s.until
                    and r.bucket >= %L and r.bucket < %L
                group by 1) b',
            rollup_columns('b.'), of_level.width, of_level.zone, rollup_of_rows(), 'rollup_' || from_level, first_start, last_end)
        using of_series, starts, ends;
    end if;
end
$$;

create function ensure_rollup_partition(of_level rollup_levels, at timestamptz) returns void
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    first_day timestamp := date_trunc(of_level.kept_in, at at time zone 'UTC');
    next      timestamp := first_day + case of_level.kept_in
        when 'month' then interval '1 month' when 'year' then interval '1 year' else interval '10 years' end;
    partition text      := format('rollup_%s_%s', of_level.name, to_char(first_day, case of_level.kept_in
        when 'month' then 'YYYYMM' when 'year' then 'YYYY' else 'YYYY"s"' end));
begin
    if to_regclass(partition) is null then
        -- Attached, because CREATE TABLE … PARTITION OF would lock out readers.
        execute format('create table %I (like %I including all)', partition, 'rollup_' || of_level.name);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', 'rollup_' || of_level.name, partition,
                       first_day at time zone 'UTC', next at time zone 'UTC');
    end if;
end
$$;

-- Computes buckets of a level in spans of series, which are whole buckets, and puts them in place of those that are there;
-- a bucket without points goes. Answers how many rows it wrote.
create function write_rollup(of_level rollup_levels, from_level text, of_series integer[], starts timestamptz[], ends timestamptz[])
    returns bigint
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    written bigint;
    part    timestamptz;
begin
    if of_series is null then
        return 0;
    end if;
    for part in
        select distinct date_trunc(of_level.kept_in, t, 'UTC')
        from (select distinct * from unnest(starts, ends) as s (since, until)) s,
             generate_series(s.since, s.until - interval '1 microsecond', interval '500 hours') t
        union
        select distinct date_trunc(of_level.kept_in, e - interval '1 microsecond', 'UTC') from unnest(ends) e
    loop
        perform ensure_rollup_partition(of_level, part);
    end loop;
    execute format('
        with fresh as materialized (
            select * from rolled($1, $2, $3, $4, $5)
        ), gone as (
            delete from %1$I t using unnest($3, $4, $5) as s (series_id, since, until)
            where t.series_id = s.series_id and t.bucket >= s.since and t.bucket < s.until
                and t.bucket >= %2$L and t.bucket < %3$L
                and not exists (select from fresh f where f.series_id = t.series_id and f.bucket = t.bucket)
            returning 1
        ), written as (
            insert into %1$I as t select * from fresh
            on conflict (series_id, bucket) do update set (%4$s) = row(%5$s)
            where (%6$s) is distinct from (%5$s)
            returning 1
        )
        select (select count(*) from gone) + (select count(*) from written)',
        'rollup_' || of_level.name, (select min(s) from unnest(starts) s), (select max(e) from unnest(ends) e),
        rollup_columns(''), rollup_columns('excluded.'), rollup_columns('t.'))
    into written using of_level, from_level, of_series, starts, ends;
    return written;
end
$$;

-- Brings a level up to date in all buckets that the spans touch and that end at or before the limit: from its source where
-- that is kept, else from samples where those are. Others stay as they are.
create function refresh_rollup(level_name text, of_series integer[], starts timestamptz[], ends timestamptz[], before timestamptz)
    returns bigint
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    l       rollup_levels;
    dropped boolean := exists (select from kept_since);
    written bigint;
begin
    select * into strict l from rollup_levels where name = level_name;
    with touched as (
        select u.series_id,
               range_agg(tstzrange(rollup_bucket(u.since, l.width, l.zone), rollup_ceiling(u.until, l.width, l.zone))) as spans,
               least(before, case when dropped then rollup_ceiling(kept_since(l.name, u.series_id), l.width, l.zone)
                                  else '-infinity' end) as own,
               least(before, case when dropped then rollup_ceiling(kept_since('samples', u.series_id), l.width, l.zone)
                                  else '-infinity' end) as samples,
               least(before, case when l.source is null then 'infinity'
                                  when dropped then rollup_ceiling(kept_since(l.source, u.series_id), l.width, l.zone)
                                  else '-infinity' end) as source
        from unnest(of_series, starts, ends) as u (series_id, since, until)
        group by u.series_id
    ), pieces as (
        select series_id, l.source as origin, unnest(spans * tstzmultirange(tstzrange(greatest(own, source), before))) as span
        from touched
        where l.source is not null
        union all
        select series_id, null, unnest(spans * tstzmultirange(tstzrange(
            greatest(own, samples), greatest(own, samples, source))))
        from touched
    )
    select sum(write_rollup(l, origin, all_series, all_starts, all_ends)) into written
    from (select origin, array_agg(series_id) as all_series, array_agg(lower(span)) as all_starts, array_agg(upper(span)) as all_ends
          from pieces group by origin) p;
    return coalesce(written, 0);
end
$$;

-- Closes the next buckets of a level, at most so many hours of them (at least what is closed at once), as far as its source
-- is closed. Null: there is nothing to close.
create function close_rollup(level_name text, longest interval) returns bigint
    language plpgsql
    set search_path = andon, pg_temp
    set jit = off
as
$$
declare
    l        rollup_levels;
    complete timestamptz := (select s.complete_until from rollup_state s where s.level = level_name);
    finish   timestamptz;
    since    timestamptz;
    until    timestamptz;
    all_ids  integer[]   := array(select id from series order by id);
    written  bigint;
begin
    select * into strict l from rollup_levels where name = level_name;
    finish := case when l.source is null then (select h.closed_until from sample_horizon h)
                   else (select s.complete_until from rollup_state s where s.level = l.source) end;
    finish := rollup_bucket(finish, l.closes_every, l.zone);
    if finish <= complete then
        return null;
    end if;
    since := least(finish, rollup_bucket(greatest(complete, first_kept(l.source, complete)), l.closes_every, l.zone));
    until := least(finish, greatest(rollup_bucket(since + longest, l.closes_every, l.zone),
                                    rollup_bucket(since + l.closes_every * 1.5, l.closes_every, l.zone)));
    written := refresh_rollup(level_name, all_ids, array_fill(since, array[cardinality(all_ids)]),
                              array_fill(until, array[cardinality(all_ids)]), until);
    update rollup_state set complete_until = until where level = level_name;
    return written;
end
$$;

-- The start of the first partition of a level or (null) of samples that does not end before a time.
create function first_kept(of_level text, after timestamptz) returns timestamptz
    language sql stable
    set search_path = andon, pg_temp
as
$$
select coalesce(min(bounds[1]::timestamptz), 'infinity')
from pg_inherits i
join pg_class c on c.oid = i.inhrelid
cross join lateral regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \(''(.*)''\) TO \(''(.*)''\)') as bounds
where i.inhparent = coalesce('rollup_' || of_level, 'samples')::regclass and bounds[2]::timestamptz > after
$$;

-- Takes changes of some series, joins what overlaps, and brings their buckets up to date in all levels; at most so many
-- hours of so many series at once, the rest is put back. What lies at or after complete_until needs no repair: whoever closes
-- it later sees it. Null rows: there was nothing. Refused are spans of which samples were dropped.
create function repair_rollups(most_series integer, most_hours integer, out rows bigint, out refused bigint)
    language plpgsql
    set search_path = andon, pg_temp
    set jit = off
as
$$
declare
    ids    integer[];
    starts timestamptz[];
    ends   timestamptz[];
    level  record;
begin
    with chosen as (
        select distinct series_id from (select series_id from sample_changes limit most_series) c
    ), taken as (
        delete from sample_changes c using chosen where c.series_id = chosen.series_id returning c.*
    ), joined as (
        select series_id, unnest(range_agg(tstzrange(since, until))) as span from taken group by series_id
    ), measured as (
        select series_id, lower(span) as since, upper(span) as until,
               most_hours * 3600 - sum(extract(epoch from upper(span) - lower(span))) over (order by series_id, lower(span))
                   + extract(epoch from upper(span) - lower(span)) as seconds_left
        from joined
    ), cut as (
        select series_id, since, until,
               least(until, since + make_interval(secs => greatest(seconds_left, 0)::double precision)) as at from measured
    ), put_back as (
        insert into sample_changes (series_id, since, until) select series_id, at, until from cut where at < until
    )
    select array_agg(series_id), array_agg(since), array_agg(at), count(*) filter (where since < kept_since('samples', series_id))
    into ids, starts, ends, refused
    from cut where at > since;
    if ids is null then
        return;
    end if;
    rows := 0;
    for level in select l.name, s.complete_until from rollup_levels l join rollup_state s on s.level = l.name order by l.width loop
        rows := rows + refresh_rollup(level.name, ids, starts, ends, level.complete_until);
    end loop;
end
$$;

-- Changed buckets of a series as they are now, before they are repaired. Only those of which all samples are kept. Stable,
-- so that it sees what the question around it sees.
create function changed_buckets(level_name text, of_series integer) returns setof rollup_row
    language plpgsql stable security definer cost 100000 rows 100
    set search_path = andon, pg_temp
as
$$
declare
    l        rollup_levels;
    complete timestamptz := (select s.complete_until from rollup_state s where s.level = level_name);
    spans    tstzmultirange;
begin
    select * into strict l from rollup_levels where name = level_name;
    select range_agg(tstzrange(rollup_bucket(c.since, l.width, l.zone), rollup_ceiling(c.until, l.width, l.zone)))
               * tstzmultirange(tstzrange(least(complete, rollup_ceiling(kept_since('samples', of_series), l.width, l.zone)), complete))
    into spans
    from sample_changes c where c.series_id = of_series;
    return query
    select b.* from (select array_agg(lower(s)) as starts, array_agg(upper(s)) as ends from unnest(spans) s) a
    cross join lateral rolled(l, null, array_fill(of_series, array[cardinality(a.starts)]), a.starts, a.ends) b
    where a.starts is not null;
end
$$;

-- complete_until of a level as the planner asks for it, once, so that it leaves out partitions before. It is not immutable,
-- but only ever moves forward, and the views ask again when they run: an old answer in a prepared statement costs time, never
-- rows. When a level is rebuilt, its views are replaced, and prepared statements are planned again.
create function complete_when_planned(level_name text) returns timestamptz
    language plpgsql immutable security definer
    set search_path = andon, pg_temp
as
$$
begin
    return (select s.complete_until from rollup_state s where s.level = level_name);
end
$$;

create function create_rollup_views(level_name text) returns void
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    l      rollup_levels;
    bucket text;
    tail   text;
    public_view text := 'machine_metrics_' || case level_name when '1h' then 'hourly' when '1d' then 'daily' else level_name end;
begin
    select * into strict l from rollup_levels where name = level_name;
    if l.source is null then
        bucket := format('rollup_bucket(p."timestamp", %L, %L)', l.width, l.zone);
        tail := format('
            select s.machine_id, s.metric_type, s.zone_number, %1$s as bucket, s.id as series_id, %2$s
            from samples p
            join series s on s.id = p.series_id
            where p."timestamp" >= complete_when_planned(%3$L)
                and p."timestamp" >= (select state.complete_until from rollup_state state where state.level = %3$L)
            group by s.machine_id, s.metric_type, s.zone_number, %1$s, s.id',
            bucket, rollup_of_samples(), l.name);
    else
        bucket := format('rollup_bucket(r.bucket, %L, %L)', l.width, l.zone);
        tail := format('
            select r.machine_id, r.metric_type, r.zone_number, %1$s as bucket, r.series_id, %2$s
            from %4$I r
            where r.bucket >= complete_when_planned(%3$L)
                and r.bucket >= (select state.complete_until from rollup_state state where state.level = %3$L)
            group by r.machine_id, r.metric_type, r.zone_number, %1$s, r.series_id',
            bucket, rollup_of_rows(), l.name, 'rolled_' || l.source);
    end if;
    execute format('
        create or replace view %1$I as
        select s.machine_id, s.metric_type, s.zone_number, t.*
        from %2$I t
        join series s on s.id = t.series_id
        left join (select c.series_id, range_agg(tstzrange(rollup_bucket(c.since, %3$L, %4$L), c.until)) as spans
                   from sample_changes c group by c.series_id) changed on changed.series_id = t.series_id
        where t.bucket < (select state.complete_until from rollup_state state where state.level = %5$L)
            and (changed.spans is null or not changed.spans @> t.bucket or t.bucket < kept_since(''samples'', t.series_id))
        union all
        select s.machine_id, s.metric_type, s.zone_number, b.*
        from (select distinct c.series_id from sample_changes c) c
        join series s on s.id = c.series_id
        cross join lateral changed_buckets(%5$L, c.series_id) b
        union all
        %6$s',
        'rolled_' || l.name, 'rollup_' || l.name, l.width, l.zone, l.name, tail);
    execute format('
        create or replace view public.%I as
        select bucket as %I, machine_id, metric_type, zone_number,
               sum / count as avg_value, min as min_value, max as max_value, count::bigint as point_count,
               sum as sum_value, first as first_value, last as last_value,
               case when count > 1 then sqrt(deviations / (count - 1)) end as stddev_value,
               target_sum / target_count as avg_target, target_min as min_target, target_max as max_target,
               target_count::bigint as target_count, target_sum as sum_target,
               target_first as first_target, target_last as last_target,
               case when target_count > 1 then sqrt(target_deviations / (target_count - 1)) end as stddev_target
        from %I',
        public_view, case level_name when '1h' then 'hour' else 'bucket' end, 'rolled_' || l.name);
    execute format('grant select on public.%I to ${reader}', public_view);
end
$$;

-- The coarsest level that a width can be merged from: its buckets must never lie across the width's limits, which for days
-- depends on how far the zone is from UTC.
create function rollup_source(of_width interval, of_zone text) returns text
    language sql stable
    set search_path = andon, pg_temp
as
$$
select l.name
from rollup_levels l
where l.width < of_width and mod(extract(epoch from of_width), extract(epoch from l.width)) = 0
    and not exists (
        select from generate_series(timestamptz '1973-01-01 00:00:00+00', timestamptz '2050-01-01 00:00:00+00', interval '168 hours') t
        where mod(extract(epoch from (t at time zone of_zone) - (t at time zone 'UTC')), extract(epoch from l.width)) <> 0)
order by l.width desc
limit 1
$$;

create function add_rollup_level(new_name text, new_width interval) returns void
    language plpgsql
    set search_path = andon, pg_temp
as
$$
begin
    insert into rollup_levels (name, width, source, closes_every, kept_in)
    values (new_name, new_width, rollup_source(new_width, null),
            (select min(e) from unnest(array[interval '1 hour', '6 hours', '24 hours']) e
             where mod(extract(epoch from e), extract(epoch from new_width)) = 0 and (e > new_width or e = '24 hours')),
            case when new_width < '1 hour' then 'month' when new_width < '24 hours' then 'year' else 'decade' end);
    insert into rollup_state (level) values (new_name);
    -- Eight bytes that belong together stand together: a row without targets takes 100 bytes and its index entry 28.
    execute format('create table %I (
        bucket timestamptz not null, series_id integer not null, count integer not null, sum double precision not null,
        min double precision not null, max double precision not null, first double precision not null,
        last double precision not null, deviations double precision not null, target_sum double precision,
        target_min double precision, target_max double precision, target_first double precision,
        target_last double precision, target_deviations double precision, target_count integer,
        primary key (series_id, bucket)) partition by range (bucket)', 'rollup_' || new_name);
    perform create_rollup_views(new_name);
end
$$;

-- Days begin and end in this zone. If they did in another one, they are built again, as far back as what they are built from
-- is kept, while the view answers from there. Answers whether that is so.
create function set_rollup_zone(new_zone text) returns boolean
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    l       rollup_levels;
    rebuild timestamptz;
    rebuilt boolean := false;
begin
    for l in select * from rollup_levels where width = interval '24 hours' and zone is distinct from new_zone loop
        l.zone := new_zone;
        l.source := rollup_source(l.width, new_zone);
        update rollup_levels set zone = l.zone, source = l.source where name = l.name;
        rebuild := (select rollup_ceiling(coalesce(max(k.since), '-infinity'), l.width, l.zone) from kept_since k where k.kept = l.source);
        execute format('delete from %I where bucket >= %L', 'rollup_' || l.name, rebuild);
        rebuilt := rebuilt or (select s.complete_until > rebuild from rollup_state s where s.level = l.name);
        update rollup_state s set complete_until = least(s.complete_until, rebuild) where s.level = l.name;
        perform create_rollup_views(l.name);
    end loop;
    return rebuilt;
end
$$;

select add_rollup_level('5m', '5 minutes'), add_rollup_level('1h', '1 hour'), add_rollup_level('1d', '24 hours');
