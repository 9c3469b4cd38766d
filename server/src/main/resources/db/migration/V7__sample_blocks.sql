-- Sealed samples: the points of one series and span of a UTC day as one row of arrays, exact to the bit, a partition a
-- month (UTC). Microseconds count from 1970-01-01 UTC. A point is in samples or in a block, never in both.
--
-- Times    one after each step_micros from first_micros to last_micros; where that is null, number n (from 0) is at
--          time_base + n * time_pace + time_unit * offset.
-- Values   scale null: the array's own doubles or floats, or value_base for every point where there is no array;
--          else (offset * value_factor + value_base) / value_scale, which the writer found to be the very double.
-- Targets  likewise, with null in the array where a point has none; no array and no base: no point has one.
-- At most one array of each is there, the narrowest that holds the numbers.
create table sample_blocks (
    series_id      integer not null,
    points         integer not null,
    first_micros   bigint  not null,
    last_micros    bigint  not null,
    step_micros    bigint,
    time_base      bigint,
    time_pace      bigint,
    time_unit      bigint,
    value_base     double precision,
    value_factor   real,
    value_scale    real,
    target_base    double precision,
    target_factor  real,
    target_scale   real,
    time_chars     "char"[],
    time_shorts    smallint[],
    time_ints      integer[],
    value_chars    "char"[],
    value_shorts   smallint[],
    value_ints     integer[],
    value_reals    real[],
    value_doubles  double precision[],
    target_chars   "char"[],
    target_shorts  smallint[],
    target_ints    integer[],
    target_reals   real[],
    target_doubles double precision[],
    primary key (series_id, first_micros),
    check (points > 0 and first_micros <= last_micros)
) partition by range (first_micros);

-- Arrays stay in the row, compressed when the row would be larger than a quarter of a page: one read brings a block. lz4
-- unpacks several times faster than pglz, but not every server was built with it.
do
$do$
declare
    arrays text;
begin
    select string_agg(format('alter column %I set storage main', attname), ', ') into arrays
    from pg_attribute where attrelid = 'sample_blocks'::regclass and attname ~ '_(chars|shorts|ints|reals|doubles)$';
    execute 'alter table sample_blocks ' || arrays;
    begin
        execute 'alter table sample_blocks ' || replace(arrays, 'set storage main', 'set compression lz4');
    exception when feature_not_supported or invalid_parameter_value then
        null;
    end;
end
$do$;

-- Immutable, unlike timestamptz + interval in general, since microseconds know no time zone.
create function block_times(base bigint, pace bigint, unit bigint, offsets integer[]) returns setof timestamptz
    language sql immutable strict parallel safe
as
$$
select timestamptz '1970-01-01 00:00:00+00' + (base + (n - 1) * pace + unit * x) * interval '1 microsecond'
from unnest(offsets) with ordinality as o (x, n)
$$;

-- The query that gives back the points of a table of blocks: one text for the view of each month and for that of all, so
-- that what is compared when a day is sealed is what everybody reads later. All columns of a point come from one
-- function scan, and its time is an immutable expression: only so can PostgreSQL refute a month while planning.
create function block_decoding(blocks text) returns text
    language sql stable
as
$sql$
select format($query$
    select b.series_id, b.first_micros, b.last_micros, coalesce(u.regular, u.irregular) as "timestamp",
           case when b.value_scale is null then coalesce(u.value, b.value_base)
                else (u.value * b.value_factor + b.value_base) / b.value_scale end as value,
           case when b.target_scale is null then coalesce(u.target, b.target_base)
                else (u.target * b.target_factor + b.target_base) / b.target_scale end as target_value
    from andon.%I b
             cross join lateral rows from (
                 generate_series(timestamptz '1970-01-01 00:00:00+00' + b.first_micros * interval '1 microsecond',
                                 timestamptz '1970-01-01 00:00:00+00' + b.last_micros * interval '1 microsecond',
                                 b.step_micros * interval '1 microsecond'),
                 andon.block_times(b.time_base, b.time_pace, b.time_unit,
                                   coalesce(b.time_shorts::integer[], b.time_chars::integer[], b.time_ints)),
                 unnest(coalesce(b.value_doubles, b.value_shorts::double precision[],
                                 b.value_chars::integer[]::double precision[], b.value_ints::double precision[],
                                 b.value_reals::double precision[])),
                 unnest(coalesce(b.target_doubles, b.target_shorts::double precision[],
                                 b.target_chars::integer[]::double precision[], b.target_ints::double precision[],
                                 b.target_reals::double precision[]))
             ) as u (regular, irregular, value, target)
$query$, blocks)
$sql$;

-- All sealed points. Who knows the range asks for first_micros and last_micros too, which no planner derives from it.
do
$do$
begin
    execute 'create view block_points as ' || block_decoding('sample_blocks');
end
$do$;

-- All points: raw ones, and sealed ones with a branch a month. What people ask, public.machine_metrics, reads this view: so
-- it can be made anew whatever a table that is being taken over (V11) adds to that one. The bounds of a branch are constants
-- on the very expression that it returns as "timestamp": with constraint_exclusion = on (set on the reading role) a
-- query with a constant range is planned without the months outside of it.
create function rebuild_machine_metrics() returns void
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    months text;
begin
    select string_agg(format(
        ' union all select s.machine_id, s.metric_type, p.value, p."timestamp", s.zone_number, p.target_value'
            || ' from andon.series s join (%s) p on p.series_id = s.id'
            || ' where p."timestamp" >= timestamptz %L and p."timestamp" < timestamptz %L',
        block_decoding(m.name), to_char(m.first, 'YYYY-MM-DD 00:00:00+00'),
        to_char(m.first + interval '1 month', 'YYYY-MM-DD 00:00:00+00')), '' order by m.name)
    into months
    from (select c.relname::text as name, to_date(right(c.relname, 6), 'YYYYMM') as first
          from pg_inherits i join pg_class c on c.oid = i.inhrelid
          where i.inhparent = 'sample_blocks'::regclass) m;
    execute 'create or replace view andon.machine_metrics as '
        || 'select s.machine_id, s.metric_type, p.value, p."timestamp", s.zone_number, p.target_value '
        || 'from andon.samples p join andon.series s on s.id = p.series_id' || coalesce(months, '');
end
$$;

select rebuild_machine_metrics();

create trigger insert_machine_metric
    instead of insert on andon.machine_metrics
    for each row execute function insert_machine_metric();

-- Its own trigger stays: COPY into a view needs one on that very view.
create or replace view public.machine_metrics as
select machine_id, metric_type, value, "timestamp", zone_number, target_value
from andon.machine_metrics;

-- Makes the partition of a month and its branch of machine_metrics unless they are there; any day names the month. As
-- with samples, the table is made aside and then attached. To replace the view locks out its readers for that moment, and
-- waits for those in the middle of a query: callers set lock_timeout and try again.
create function ensure_blocks_month(month date) returns void
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    first     date   := date_trunc('month', month)::date;
    partition text   := 'sample_blocks_' || to_char(first, 'YYYYMM');
    since     bigint := extract(epoch from first) * 1000000;
    until     bigint := extract(epoch from (first + interval '1 month')::date) * 1000000;
begin
    if to_regclass(partition) is not null then
        return;
    end if;
    lock table only sample_blocks in share update exclusive mode;
    if to_regclass(partition) is not null then
        return;
    end if;
    execute format('create table %I (like sample_blocks including constraints including storage including compression, '
                       || 'primary key (series_id, first_micros), '
                       || 'constraint month check (first_micros >= %s and first_micros < %s))', partition, since, until);
    execute format('alter table sample_blocks attach partition %I for values from (%s) to (%s)', partition, since, until);
    execute format('alter table %I drop constraint month', partition);
    perform rebuild_machine_metrics();
end
$$;

-- Takes a month's blocks away for good. The same locks as above, and for a moment that of all blocks.
create function drop_blocks_month(month date) returns void
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    partition text := 'sample_blocks_' || to_char(month, 'YYYYMM');
begin
    if to_regclass(partition) is null then
        return;
    end if;
    execute format('alter table sample_blocks detach partition %I', partition);
    perform rebuild_machine_metrics();
    execute format('drop table %I', partition);
end
$$;

-- Exact, immutable (the epoch of an interval is) and without an error for infinity.
create function epoch_micros(moment timestamptz) returns bigint
    language sql immutable parallel safe
as
$$
select (extract(epoch from least(greatest(moment, '0001-01-01 00:00:00+00'), '9999-12-31 00:00:00+00')
                           - timestamptz '1970-01-01 00:00:00+00') * 1000000)::bigint
$$;

-- A block never crosses a day, so one that reaches into the range begins at most a day before it: by that, months are left
-- out and the index is asked for few blocks. The rights are the owner's, because views that the reading role asks call
-- this, and what a function reads is not covered by the right to the view.
create or replace function samples_between(of_series integer, since timestamptz, until timestamptz)
    returns table ("timestamp" timestamptz, value double precision, target_value double precision)
    language sql
    stable
    security definer
    set search_path = andon, pg_temp
as
$$
select p."timestamp", p.value, p.target_value
from samples p
where p.series_id = of_series and p."timestamp" >= since and p."timestamp" < until
union all
select p."timestamp", p.value, p.target_value
from block_points p
where p.series_id = of_series and p."timestamp" >= since and p."timestamp" < until
  and p.first_micros > epoch_micros(since) - 86400000000 and p.first_micros < epoch_micros(until)
  and p.last_micros >= epoch_micros(since)
$$;

-- Prepares an old day for a row that comes through machine_metrics: true when the point is sealed with these very values,
-- so that nothing is left to do. A block that holds it with others goes back to samples, whole, to be sealed again later.
--
-- Who moves points of a day between samples and blocks has that day's lock for himself, who writes to an old day shares
-- it. The lock is asked for in the mode that seems to be needed, and the block looked for again once it is held; only
-- a block that appeared meanwhile makes this transaction ask for more than it has, and may then collide with another.
create function is_sealed_as(of_series integer, moment timestamptz, new_value double precision, new_target double precision)
    returns boolean
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    day      date    := (moment at time zone 'UTC')::date;
    sealing  integer := hashtext('andon.sealing');
    number   integer := (moment at time zone 'UTC')::date - date '1970-01-01';
    covering bigint;
    sealed   record;
begin
    if day >= (now() at time zone 'UTC')::date - 1 then
        return false;
    end if;
    if block_over(of_series, epoch_micros(moment)) is null then
        perform pg_advisory_xact_lock_shared(sealing, number);
    else
        perform pg_advisory_xact_lock(sealing, number);
    end if;
    covering := block_over(of_series, epoch_micros(moment));
    if covering is null then
        return false;
    end if;
    perform pg_advisory_xact_lock(sealing, number);

    select p.value, p.target_value into sealed from block_points p
    where p.series_id = of_series and p.first_micros = covering and p."timestamp" = moment;
    if not found then
        return false;
    end if;
    if (sealed.value, sealed.target_value) is not distinct from (new_value, new_target) then
        return true;
    end if;
    perform ensure_samples_partition(day);
    insert into samples (series_id, "timestamp", value, target_value)
    select p.series_id, p."timestamp", p.value, p.target_value from block_points p
    where p.series_id = of_series and p.first_micros = covering;
    delete from sample_blocks b where b.series_id = of_series and b.first_micros = covering;
    return false;
end
$$;

-- The beginning of the block that covers a time. Volatile, so that it sees what was committed while a lock was waited for.
create function block_over(of_series integer, at_micros bigint) returns bigint
    language sql volatile
    set search_path = andon, pg_temp
as
$$
select b.first_micros from sample_blocks b
where b.series_id = of_series and b.first_micros > at_micros - 86400000000 and b.first_micros <= at_micros
  and b.last_micros >= at_micros
$$;

create or replace function insert_machine_metric() returns trigger
    language plpgsql
    security definer
    set search_path = andon, pg_temp
as
$$
declare
    series_of_row integer;
    day           date;
    closed        timestamptz;
    five_minutes  timestamptz;
begin
    new."timestamp" := coalesce(new."timestamp", now());
    if new.machine_id is null or new.metric_type is null or new.value is null then
        raise not_null_violation using message = 'machine_id, metric_type and value of machine_metrics must not be null';
    end if;
    if new.value in ('NaN', 'Infinity', '-Infinity') or new.target_value in ('NaN', 'Infinity', '-Infinity')
        or not isfinite(new."timestamp") then
        raise check_violation using message = 'value, target_value and timestamp of machine_metrics must be finite';
    end if;

    select id into series_of_row from series
    where machine_id = new.machine_id and metric_type = new.metric_type and zone_number is not distinct from new.zone_number;
    if not found then
        insert into machines (id, name) values (new.machine_id, new.machine_id) on conflict do nothing;
        insert into series (machine_id, metric_type, zone_number) values (new.machine_id, new.metric_type, new.zone_number)
        on conflict do nothing;
        select id into strict series_of_row from series
        where machine_id = new.machine_id and metric_type = new.metric_type and zone_number is not distinct from new.zone_number;
    end if;

    if is_sealed_as(series_of_row, new."timestamp", new.value, new.target_value) then
        return new;
    end if;
    day := (new."timestamp" at time zone 'UTC')::date;
    if to_regclass('samples_' || to_char(day, 'YYYYMMDD')) is null then
        perform ensure_samples_partition(day);
    end if;

    closed := closed_until();
    insert into samples as kept (series_id, "timestamp", value, target_value)
    values (series_of_row, new."timestamp", new.value, new.target_value)
    on conflict (series_id, "timestamp") do update set value = excluded.value, target_value = excluded.target_value
    where (kept.value, kept.target_value) is distinct from (excluded.value, excluded.target_value);
    if found and new."timestamp" < closed then
        five_minutes := date_bin('5 minutes', new."timestamp", timestamptz '2000-01-01 00:00:00+00');
        insert into sample_changes values (series_of_row, five_minutes, five_minutes + interval '5 minutes');
    end if;
    return new;
end
$$;
