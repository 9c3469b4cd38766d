-- Moving the samples of this database to its other engine (andon engine): how far it is, so that any process can go on.

create table engine_switch (
    only_row boolean primary key default true check (only_row),
    target   text not null check (target in ('postgresql', 'timescale', 'timescale-apache')),
    -- copy: points are copied aside, and the old tables count. drop: the new ones count, the old ones go. undo: what was
    -- copied goes. done: the samples are where they were to go.
    step     text not null check (step in ('copy', 'drop', 'undo', 'done')),
    -- Whether it is the way back of a switch that was made. When that is done, nothing stands here any more.
    way_back boolean not null default false,
    since    timestamptz not null default now()
);

-- Days (UTC) that are copied, as they were read back from the copy.
create table engine_switch_days (
    day      date primary key,
    points   bigint  not null,
    checksum numeric not null
);
