-- The rows of a day are written once, and dropped or sealed as a whole some weeks later. To vacuum a day for its inserts
-- would read and write every page once more, while it grows; dead rows, of which corrections leave few, and the age of
-- transactions still bring autovacuum.

create or replace function ensure_samples_partition(day date) returns void
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
                       || 'constraint day check ("timestamp" >= %L and "timestamp" < %L)) '
                       || 'with (autovacuum_vacuum_insert_threshold = -1)', partition, first, next);
    execute format('alter table samples attach partition %I for values from (%L) to (%L)', partition, first, next);
    execute format('alter table %I drop constraint day', partition);
end
$$;

do
$do$
declare
    partition regclass;
begin
    for partition in select inhrelid from pg_inherits where inhparent = 'andon.samples'::regclass loop
        execute format('alter table %s set (autovacuum_vacuum_insert_threshold = -1)', partition);
    end loop;
end
$do$;
