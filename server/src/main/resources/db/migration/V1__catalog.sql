-- Machines of the plant and the series they form.

create table machines (
    id                  text primary key,
    name                text not null,
    site                text,
    area                text,
    line                text,
    status              text,
    oee                 double precision,
    availability        double precision,
    performance         double precision,
    quality             double precision,
    ideal_cycle_seconds double precision,
    last_updated        timestamptz not null default now()
);

create table series (
    id          integer generated always as identity primary key,
    machine_id  text not null references machines (id),
    metric_type text not null,
    zone_number smallint,
    unit        text,
    unique nulls not distinct (machine_id, metric_type, zone_number)
);

create view public.machines as
select id, name, site, area, line, status, oee, availability, performance, quality, ideal_cycle_seconds, last_updated
from machines;

grant usage on schema public to ${reader};
grant select on public.machines to ${reader};
