-- Late data of a series is repaired once it has stopped coming: one batch after the other, each would be repaired again and
-- again. Until then the views compute what it changed from samples.

alter table sample_changes
    add column waiting_since timestamptz not null default clock_timestamp(),
    add column changed_at    timestamptz not null default clock_timestamp();

-- Series of which no change is younger than quiet, or one is older than longest.
create function series_to_repair(quiet interval, longest interval, most integer) returns setof integer
    language sql volatile
    set search_path = andon, pg_temp
as
$$
select c.series_id
from sample_changes c
group by c.series_id
having max(c.changed_at) <= clock_timestamp() - quiet or min(c.waiting_since) <= clock_timestamp() - longest
limit most
$$;

-- Makes one row of changes of a series that are not more than an hour apart, as writers do: while they wait to be repaired,
-- every question looks at all of them. Answers how many rows are left. To be called with the advisory lock andon.rollup.
create function join_changes() returns bigint
    language sql volatile
    set search_path = andon, pg_temp
as
$$
with taken as (
    delete from sample_changes returning *
), joined as (
    select series_id, unnest(range_agg(tstzrange(since, until + interval '1 hour'))) as span,
           min(waiting_since) as waiting_since, max(changed_at) as changed_at
    from taken group by series_id
), written as (
    insert into sample_changes (series_id, since, until, waiting_since, changed_at)
    select series_id, lower(span), upper(span) - interval '1 hour', waiting_since, changed_at from joined
    returning 1
)
select count(*) from written
$$;

-- As it was, but of series_to_repair; what is put back has waited already.
drop function repair_rollups(integer, integer);
create function repair_rollups(most_series integer, most_hours integer, quiet interval, longest interval,
                               out rows bigint, out refused bigint)
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
    with taken as (
        delete from sample_changes c using series_to_repair(quiet, longest, most_series) as chosen (series_id)
        where c.series_id = chosen.series_id returning c.*
    ), joined as (
        select series_id, unnest(range_agg(tstzrange(since, until))) as span,
               min(waiting_since) as waiting_since, max(changed_at) as changed_at
        from taken group by series_id
    ), measured as (
        select *, lower(span) as since, upper(span) as until,
               most_hours * 3600 - sum(extract(epoch from upper(span) - lower(span))) over (order by series_id, lower(span))
                   + extract(epoch from upper(span) - lower(span)) as seconds_left
        from joined
    ), cut as (
        select *, least(until, since + make_interval(secs => greatest(seconds_left, 0)::double precision)) as at from measured
    ), put_back as (
        insert into sample_changes (series_id, since, until, waiting_since, changed_at)
        select series_id, at, until, waiting_since, changed_at from cut where at < until
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

-- As it was, but begins with samples where those are older than what is kept of the source: retention may keep five minutes
-- for less long than what the hours of an import are built from.
create or replace function close_rollup(level_name text, longest interval) returns bigint
    language plpgsql
    set search_path = andon, pg_temp
    set jit = off
as
$$
declare
    l        rollup_levels;
    complete timestamptz := (select s.complete_until from rollup_state s where s.level = level_name);
    finish   timestamptz;
    oldest   timestamptz;
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
    oldest := least(first_kept(null, complete), first_kept(l.source, complete));
    since := least(finish, rollup_bucket(greatest(complete, oldest), l.closes_every, l.zone));
    until := least(finish, greatest(rollup_bucket(since + longest, l.closes_every, l.zone),
                                    rollup_bucket(since + l.closes_every * 1.5, l.closes_every, l.zone)));
    written := refresh_rollup(level_name, all_ids, array_fill(since, array[cardinality(all_ids)]),
                              array_fill(until, array[cardinality(all_ids)]), until);
    update rollup_state set complete_until = until where level = level_name;
    return written;
end
$$;
