-- What answers that are kept for the next question need to know of writes: points before closed_until change only together
-- with a row of sample_changes, and when that goes, because the change is repaired, a row comes here, in the same
-- transaction. One transaction at a time takes rows out of sample_changes, so numbers rise in the order of commits.

create table repaired_times (
    number bigint      generated always as identity primary key,
    at     timestamptz not null default clock_timestamp(),
    since  timestamptz not null,
    until  timestamptz not null
);

create function note_repaired_times() returns trigger
    language plpgsql
    set search_path = andon, pg_temp
as
$$
begin
    insert into repaired_times (since, until)
    select lower(span), upper(span) - interval '1 hour'
    from (select unnest(range_agg(tstzrange(since, until + interval '1 hour'))) as span from gone) g;
    -- Who has not looked for so long forgets everything; the newest stays, so that numbers go on.
    delete from repaired_times
    where at < clock_timestamp() - interval '10 minutes' and number < (select max(number) from repaired_times);
    return null;
end
$$;

create trigger repaired_times after delete on sample_changes
    referencing old table as gone
    for each statement execute function note_repaired_times();

-- What is dropped is not answered from what was kept of it either.
create function note_dropped_times() returns trigger
    language plpgsql
    set search_path = andon, pg_temp
as
$$
begin
    insert into repaired_times (since, until) values ('0001-01-01 00:00:00+00', new.since);
    return null;
end
$$;

create trigger dropped_times after insert or update on kept_since
    for each row when (new.since > '0001-01-01 00:00:00+00') execute function note_dropped_times();

create function andon_planner.freshness(out closed_until timestamptz, out first_repaired bigint, out last_repaired bigint)
    language sql stable security definer
    set search_path = andon, pg_temp
as
$$
select nullif(h.closed_until, '-infinity'), coalesce(min(r.number), 0), coalesce(max(r.number), 0)
from sample_horizon h left join repaired_times r on true
group by h.closed_until
$$;

create function andon_planner.repaired_after(after bigint, out number bigint, out since timestamptz, out until timestamptz)
    returns setof record
    language sql stable security definer
    set search_path = andon, pg_temp
as
$$
select r.number, r.since, r.until from repaired_times r where r.number > after order by r.number
$$;

revoke execute on function andon_planner.freshness(), andon_planner.repaired_after(bigint) from public;
grant execute on function andon_planner.freshness(), andon_planner.repaired_after(bigint) to ${reader};
