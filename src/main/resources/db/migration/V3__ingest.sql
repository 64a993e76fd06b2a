-- One row a body of records: what became of it, and how far an interrupted one came.
create table batch (
  id uuid primary key,
  dataset_id text not null,
  client text not null,
  idempotency_key text,
  attempt integer not null default 1,
  complete boolean not null default false,
  lines bigint not null default 0,
  digest bytea not null default ''::bytea,
  received bigint not null default 0,
  accepted bigint not null default 0,
  unchanged bigint not null default 0,
  rejected bigint not null default 0,
  started_at timestamptz not null default now(),
  completed_at timestamptz
);

comment on column batch.digest is 'SHA-256 over the lines stored so far: proves that a repeated body is the same';
comment on column batch.attempt is 'Only the latest attempt may write';

create unique index batch_of_key on batch (client, dataset_id, idempotency_key) where idempotency_key is not null;

-- Quarantine. A line that is wrong in three places has three rows; its content is sealed (AES-256-GCM) and kept once.
create table rejection (
  batch_id uuid not null references batch,
  line bigint not null,
  n integer not null,
  pointer text not null,
  code text not null,
  detail text not null,
  content bytea,
  primary key (batch_id, line, n)
);

comment on column rejection.content is 'The line as received, sealed; null when it was longer than a line may be';

-- How far each partition of the record topics has been stored; written with the records, so nothing is stored twice.
create table stream_position (
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (topic, partition)
);
