-- The samples of a new database as a hypertable: same columns, same key, same views, a chunk a day (UTC).

do
$do$
begin
    if exists (select from samples) then
        raise exception 'andon.samples holds points already';
    end if;
end
$do$;

-- With all views of samples, which come back below.
drop table samples cascade;

-- Vacuum as for a day's partition: the rows of a chunk are written once.
create table samples (
    series_id    integer          not null,
    "timestamp"  timestamptz      not null,
    value        double precision not null,
    target_value double precision,
    primary key (series_id, "timestamp")
) with (autovacuum_vacuum_insert_threshold = -1);

select create_hypertable('samples', 'timestamp', chunk_time_interval => interval '1 day', create_default_indexes => false);

create view public.machine_metrics as
select s.machine_id, s.metric_type, p.value, p."timestamp", s.zone_number, p.target_value
from samples p
         join series s on s.id = p.series_id;

create trigger insert_machine_metric
    instead of insert on public.machine_metrics
    for each row execute function insert_machine_metric();

grant select on public.machine_metrics to ${reader};

do
$do$
declare
    level text;
begin
    for level in select name from rollup_levels order by width loop
        perform create_rollup_views(level);
    end loop;
end
$do$;

-- Chunks come by themselves.
create or replace function ensure_samples_partition(day date) returns void
    language plpgsql
as
$$
begin
end
$$;

create or replace function chunks(of_table text)
    returns table (name text, since timestamptz, compressed boolean, changes bigint, live_rows bigint, bytes bigint)
    language sql stable
    set search_path = andon, pg_temp
as
$$
with kept as (
    select format('%I.%I', h.hypertable_schema, h.hypertable_name)::regclass as id
    from timescaledb_information.hypertables h
    where h.hypertable_schema = 'andon' and h.hypertable_name = of_table
    union all
    select format('%I.%I', a.materialization_hypertable_schema, a.materialization_hypertable_name)::regclass
    from timescaledb_information.continuous_aggregates a
    where a.view_schema = 'andon' and a.view_name = of_table
)
select format('%I.%I', c.chunk_schema, c.chunk_name), c.range_start, c.is_compressed,
       coalesce(t.n_tup_ins + t.n_tup_del, 0), coalesce(t.n_live_tup, 0), s.total_bytes
from kept
         cross join lateral public.chunks_detailed_size(kept.id) s
         join timescaledb_information.chunks c on c.chunk_schema = s.chunk_schema and c.chunk_name = s.chunk_name
         left join pg_stat_user_tables t on t.schemaname = c.chunk_schema and t.relname = c.chunk_name
$$;

create or replace function sample_periods() returns table (first date, next date)
    language sql stable
    set search_path = andon, pg_temp
as
$$
select (c.range_start at time zone 'UTC')::date, (c.range_end at time zone 'UTC')::date
from timescaledb_information.chunks c
where c.hypertable_schema = 'andon' and c.hypertable_name = 'samples'
$$;

alter function first_kept(text, timestamptz) rename to first_kept_partition;

create function first_kept(of_level text, after timestamptz) returns timestamptz
    language sql stable
    set search_path = andon, pg_temp
as
$$
select case
    when of_level is not null then first_kept_partition(of_level, after)
    else coalesce((select min(c.range_start) from timescaledb_information.chunks c
                   where c.hypertable_schema = 'andon' and c.hypertable_name = 'samples' and c.range_end > after), 'infinity')
end
$$;

insert into engine (name) values ('timescale-apache');
