-- Raw samples, a partition a day (UTC), and what people and existing applications see of them.

create table samples (
    series_id    integer          not null,
    "timestamp"  timestamptz      not null,
    value        double precision not null,
    target_value double precision,
    primary key (series_id, "timestamp")
) partition by range ("timestamp");

-- Makes the partition of a day unless it is there. A table is made and checked on its own and then attached, because
-- CREATE TABLE … PARTITION OF would lock out every reader and writer of all samples. ATTACH finds the same limits in a
-- check constraint and so does not look at rows. The lock is the one that ATTACH takes, only earlier: a second caller
-- waits for it and then finds the work done. (An advisory lock would not do: it does not make PostgreSQL look again
-- whether the table is there.)
create function ensure_samples_partition(day date) returns void
    language plpgsql
    set search_path = andon, pg_temp
as
$$
declare
    partition text        := 'samples_' || to_char(day, 'YYYYMMDD');
    first     timestamptz := day::timestamp at time zone 'UTC';
    next      timestamptz := (day + 1)::timestamp at time zone 'UTC';
begin
    if to_regclass(partition) is not null then
        return;
    end if;
    lock table only samples in share update exclusive mode;
    if to_regclass(partition) is not null then
        return;
    end if;
    execute format('create table %I (like samples including constraints, primary key (series_id, "timestamp"), '
                       || 'constraint day check ("timestamp" >= %L and "timestamp" < %L))', partition, first, next);
    execute format('alter table samples attach partition %I for values from (%L) to (%L)', partition, first, next);
    execute format('alter table %I drop constraint day', partition);
end
$$;

create view public.machine_metrics as
select s.machine_id, s.metric_type, p.value, p."timestamp", s.zone_number, p.target_value
from samples p
         join series s on s.id = p.series_id;

-- An application that inserts into machine_metrics, as into the table of that name before, goes on unchanged. The rights
-- are the owner's, so that such an application needs INSERT on the view and nothing else.
create function insert_machine_metric() returns trigger
    language plpgsql
    security definer
    set search_path = andon, pg_temp
as
$$
declare
    series_of_row integer;
    day           date;
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

    day := (new."timestamp" at time zone 'UTC')::date;
    if to_regclass('samples_' || to_char(day, 'YYYYMMDD')) is null then
        perform ensure_samples_partition(day);
    end if;

    insert into samples as kept (series_id, "timestamp", value, target_value)
    values (series_of_row, new."timestamp", new.value, new.target_value)
    on conflict (series_id, "timestamp") do update set value = excluded.value, target_value = excluded.target_value
    where (kept.value, kept.target_value) is distinct from (excluded.value, excluded.target_value);
    return new;
end
$$;

create trigger insert_machine_metric
    instead of insert on public.machine_metrics
    for each row execute function insert_machine_metric();

grant select on public.machine_metrics to ${reader};

-- TimescaleDB's time_bucket for servers without TimescaleDB: same buckets, same origin (Monday, 2000-01-03; for months
-- 2000-01-01), in UTC. Each is one SQL expression, so that the planner puts it in place of the call and, the width being
-- a constant, is left with date_bin alone. date_bin also refuses what time_bucket refuses: widths that are not
-- positive, and months mixed with days.
do
$do$
begin
    if exists (select from pg_extension where extname = 'timescaledb') then
        return;
    end if;

    create function public.time_bucket(bucket_width interval, ts timestamp, origin timestamp) returns timestamp
        language sql immutable parallel safe
    as
    $$
    select case
        when bucket_width > interval '0' and date_trunc('month', bucket_width) = bucket_width
            then date_trunc('month', origin) + make_interval(months => (
                floor((12 * (extract(year from ts) - extract(year from origin)) + extract(month from ts) - extract(month from origin))
                          / (12 * extract(year from bucket_width) + extract(month from bucket_width)))
                    * (12 * extract(year from bucket_width) + extract(month from bucket_width)))::integer)
        else date_bin(bucket_width, ts, origin)
    end
    $$;

    create function public.time_bucket(bucket_width interval, ts timestamptz, origin timestamptz) returns timestamptz
        language sql immutable parallel safe
    as
    $$
    select case
        when bucket_width > interval '0' and date_trunc('month', bucket_width) = bucket_width
            then public.time_bucket(bucket_width, ts at time zone 'UTC', origin at time zone 'UTC') at time zone 'UTC'
        else date_bin(bucket_width, ts, origin)
    end
    $$;

    create function public.time_bucket(bucket_width interval, ts timestamp) returns timestamp
        language sql immutable parallel safe
    as
    $$
    select public.time_bucket(bucket_width, ts, timestamp '2000-01-03')
    $$;

    create function public.time_bucket(bucket_width interval, ts timestamptz) returns timestamptz
        language sql immutable parallel safe
    as
    $$
    select public.time_bucket(bucket_width, ts, timestamptz '2000-01-03 00:00:00+00')
    $$;

    create function public.time_bucket(bucket_width interval, ts date) returns date
        language sql immutable parallel safe
    as
    $$
    select public.time_bucket(bucket_width, ts::timestamp, timestamp '2000-01-03')::date
    $$;

    create function public.time_bucket(bucket_width interval, ts timestamp, "offset" interval) returns timestamp
        language sql immutable parallel safe
    as
    $$
    select public.time_bucket(bucket_width, ts - "offset") + "offset"
    $$;

    create function public.time_bucket(bucket_width interval, ts timestamptz, "offset" interval) returns timestamptz
        language sql immutable parallel safe
    as
    $$
    select public.time_bucket(bucket_width, ts at time zone 'UTC', "offset") at time zone 'UTC'
    $$;

    create function public.time_bucket(bucket_width interval, ts timestamptz, timezone text) returns timestamptz
        language sql immutable parallel safe
    as
    $$
    select public.time_bucket(bucket_width, ts at time zone timezone) at time zone timezone
    $$;
end
$do$;
