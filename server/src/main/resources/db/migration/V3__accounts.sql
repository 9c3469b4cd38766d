-- Who may do what. Nothing here can be used to log in: passwords are bcrypt, tokens and sessions only their SHA-256.

create table users (
    login    text primary key check (login = lower(login)),
    name     text not null,
    role     text not null check (role in ('viewer', 'editor', 'admin')),
    password text not null,
    disabled boolean not null default false,
    created  timestamptz not null
);

create table sessions (
    hash      bytea primary key,
    login     text not null references users (login) on delete cascade,
    created   timestamptz not null,
    last_seen timestamptz not null
);
create index sessions_login on sessions (login);
create index sessions_last_seen on sessions (last_seen);

create table tokens (
    id         integer generated always as identity primary key,
    name       text not null,
    hash       bytea not null unique,
    scopes     text[] not null check (scopes <@ array['ingest', 'read', 'admin'] and cardinality(scopes) > 0),
    created    timestamptz not null,
    created_by text not null,
    last_used  timestamptz,
    revoked    timestamptz
);
