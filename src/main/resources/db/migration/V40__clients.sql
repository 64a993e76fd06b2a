-- Developers' clients.
create table client (
  id uuid primary key,
  name text not null,
  contact bytea not null,
  purpose text not null,
  tier text not null check (tier in ('TRIAL', 'PRODUCTION')),
  registered_at timestamptz not null,
  production_state text check (production_state in ('WAITING', 'APPROVED', 'REFUSED')),
  production_reason text,
  production_asked_at timestamptz,
  production_answer text,
  production_decided_at timestamptz
);
comment on column client.contact is 'An e-mail address, sealed';
create index client_waiting on client (id) where production_state = 'WAITING';

-- By what they are known.
create table client_key (
  id uuid primary key,
  client uuid not null references client on delete cascade,
  digest bytea not null unique,
  last_four text not null,
  created_at timestamptz not null,
  ends_at timestamptz,
  last_used date
);
comment on column client_key.digest is 'SHA-256; the key itself is 256 random bits and is kept nowhere';
create index client_key_client on client_key (client);

-- What they have asked for, by hour, for their developers to see.
create table client_usage (
  client uuid not null references client on delete cascade,
  hour timestamptz not null,
  requests bigint not null,
  units bigint not null,
  limited bigint not null,
  client_errors bigint not null,
  server_errors bigint not null,
  rest bigint not null,
  graphql bigint not null,
  export bigint not null,
  primary key (client, hour)
);
create index client_usage_hour on client_usage (hour);
