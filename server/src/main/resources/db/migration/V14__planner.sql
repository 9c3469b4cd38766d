-- What the planner reads as the reading role: closed buckets as they stand in the tables of the levels, the views that are
-- exact at any moment, and what says which of the two may be read. A schema of its own, so that nobody who looks through
-- public for data meets them.

create schema andon_planner;
grant usage on schema andon_planner to ${reader};

-- Merges {count, sum, sum of squared deviations}, finished as PostgreSQL finishes its own aggregates of that name.
create aggregate andon_planner.stddev_samp(double precision[]) (
    sfunc = float8_combine, stype = double precision[], initcond = '{0,0,0}', finalfunc = float8_stddev_samp,
    combinefunc = float8_combine, parallel = safe);
create aggregate andon_planner.stddev_pop(double precision[]) (
    sfunc = float8_combine, stype = double precision[], initcond = '{0,0,0}', finalfunc = float8_stddev_pop,
    combinefunc = float8_combine, parallel = safe);
create aggregate andon_planner.var_samp(double precision[]) (
    sfunc = float8_combine, stype = double precision[], initcond = '{0,0,0}', finalfunc = float8_var_samp,
    combinefunc = float8_combine, parallel = safe);
create aggregate andon_planner.var_pop(double precision[]) (
    sfunc = float8_combine, stype = double precision[], initcond = '{0,0,0}', finalfunc = float8_var_pop,
    combinefunc = float8_combine, parallel = safe);

-- The levels, coarsest first; none while a table is being taken over, since machine_metrics then shows rows that are not in
-- Andon yet. A row each: since, from when on the rows of every series are kept (null: all), until, before
-- which buckets are closed (null: none is). The times of changes that are not repaired are the same in each row; of very
-- many only some are looked at and everything counts as changed. And so are the columns of machine_metrics that a table which
-- was taken over has brought.
create function andon_planner.state(
    out name text, out width_micros bigint, out zone text, out since timestamptz, out until timestamptz,
    out changed_since timestamptz, out changed_until timestamptz, out other_columns text[]) returns setof record
    language sql stable security definer rows 3
    set search_path = andon, pg_temp
as
$$
select l.name, (extract(epoch from l.width) * 1000000)::bigint, l.zone,
       (select max(k.since) from kept_since k where k.kept = l.name),
       nullif(s.complete_until, '-infinity'),
       c.since, c.until,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = to_regclass('public.machine_metrics') and a.attnum > 0 and not a.attisdropped
                 and a.attname not in ('machine_id', 'metric_type', 'value', 'timestamp', 'zone_number', 'target_value'))
from rollup_levels l
         join rollup_state s on s.level = l.name
         left join lateral (
             select case when count(*) < 1000 then min(c.since) else timestamptz '0001-01-01 00:00:00+00' end as since,
                    case when count(*) < 1000 then max(c.until) else timestamptz '9999-01-01 00:00:00+00' end as until
             from (select c.since, c.until from sample_changes c limit 1000) c) c on true
where not exists (select from adoption a where a.finished is null)
order by l.width desc
$$;
revoke execute on function andon_planner.state() from public;
grant execute on function andon_planner.state() to ${reader};

-- Days are sealed only before complete_until of every level, so what is at or after that of 5m is raw. The views go wherever those of the level go, since TimescaleDB's aggregates replace its table.
alter function create_rollup_views(text) rename to create_public_rollup_views;

create function create_rollup_views(level_name text) returns void
    language plpgsql
    set search_path = andon, pg_temp
as
$$
begin
    perform create_public_rollup_views(level_name);
    execute format('
        create or replace view andon_planner.%I as
        select s.machine_id, s.metric_type, s.zone_number, t.*
        from %I t join series s on s.id = t.series_id',
        'closed_' || level_name, 'rollup_' || level_name);
    execute format('create or replace view andon_planner.%I as select * from %I', 'exact_' || level_name, 'rolled_' || level_name);
    create or replace view andon_planner.unsealed_points as
    select s.machine_id, s.metric_type, p.value, p."timestamp", s.zone_number, p.target_value
    from samples p join series s on s.id = p.series_id;
    grant select on andon_planner.unsealed_points to ${reader};
    execute format('grant select on andon_planner.%I, andon_planner.%I to ${reader}', 'closed_' || level_name, 'exact_' || level_name);
end
$$;

select create_rollup_views(name) from rollup_levels order by width;

-- TimescaleDB's first and last, for servers without it, of numbers and texts. Of equal times the one that came first wins;
-- what has no time counts for nothing.
create type andon_planner.number_at as (at timestamptz, value double precision);
create type andon_planner.text_at as (at timestamptz, value text);

do
$do$
declare
    kind record;
begin
    if exists (select from pg_extension where extname = 'timescaledb') then
        return;
    end if;
    for kind in
        select name, type, order_of, state
        from (values ('first', '<'), ('last', '>')) o (name, order_of),
             (values ('double precision', 'andon_planner.number_at'), ('text', 'andon_planner.text_at')) t (type, state)
    loop
        -- Somebody's own, of the same name, stays.
        continue when to_regprocedure(format('public.%I(%s, timestamptz)', kind.name, kind.type)) is not null;
        execute format('
            create function andon_planner.keep_%1$s(kept %4$s, value %2$s, at timestamptz) returns %4$s
                language sql immutable parallel safe
                return case when at is null or (kept).at = at or (kept).at %3$s at then kept else row(at, value)::%4$s end',
            kind.name, kind.type, kind.order_of, kind.state);
        execute format('
            create function andon_planner.keep_%1$s(kept %2$s, other %2$s) returns %2$s
                language sql immutable parallel safe
                return andon_planner.keep_%1$s(kept, (other).value, (other).at)',
            kind.name, kind.state);
        execute format('
            create or replace function andon_planner.value_of(kept %2$s) returns %1$s
                language sql immutable parallel safe
                return (kept).value',
            kind.type, kind.state);
        execute format('
            create aggregate public.%1$I(%2$s, timestamptz) (
                sfunc = andon_planner.keep_%1$s, stype = %3$s, combinefunc = andon_planner.keep_%1$s,
                finalfunc = andon_planner.value_of, parallel = safe)',
            kind.name, kind.type, kind.state);
    end loop;
end
$do$;
