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
