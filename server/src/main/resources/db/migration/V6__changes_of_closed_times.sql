-- What rollups need to know of writes: all points before closed_until are in them, or were changed since and stand in
-- sample_changes.

create table sample_horizon (
    only_row     boolean primary key default true check (only_row),
    closed_until timestamptz not null default '-infinity'
);
insert into sample_horizon default values;

-- Times of a series that a writer changed although they were closed, in whole five minutes. Nothing is unique here, so
-- that no writer waits for another; whoever repairs takes all rows of a series together.
create table sample_changes (
    series_id integer     not null,
    since     timestamptz not null,
    until     timestamptz not null,
    check (since < until)
);
create index sample_changes_series on sample_changes (series_id, since);

-- Asked by every writer before it writes: points before the answer are to be recorded in sample_changes, in the same
-- transaction. The lock is held until that ends, and whoever closes a further span takes it exclusively: so every writer
-- either has committed before the span is read, or knows that it is closed. (Two statements of a volatile function, because
-- one statement would read with a snapshot older than the lock.)
create function closed_until() returns timestamptz
    language plpgsql
    volatile
    set search_path = andon, pg_temp
as
$$
begin
    perform pg_advisory_xact_lock_shared(hashtext('andon.sample_horizon'));
    return (select h.closed_until from sample_horizon h);
end
$$;

-- Closes all times before this one. Never goes back.
create function close_until(new_end timestamptz) returns timestamptz
    language plpgsql
    volatile
    set search_path = andon, pg_temp
as
$$
declare
    answer timestamptz;
begin
    perform pg_advisory_xact_lock(hashtext('andon.sample_horizon'));
    update sample_horizon h set closed_until = greatest(h.closed_until, new_end)
    returning h.closed_until into answer;
    return answer;
end
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

-- All points of a series in [since, until), from wherever they are kept.
create function samples_between(of_series integer, since timestamptz, until timestamptz)
    returns table ("timestamp" timestamptz, value double precision, target_value double precision)
    language sql
    stable
as
$$
select p."timestamp", p.value, p.target_value
from samples p
where p.series_id = of_series and p."timestamp" >= since and p."timestamp" < until
$$;
