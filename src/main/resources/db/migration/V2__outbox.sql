-- Events waiting to be sent. A row lives from its transaction's commit to the broker's acknowledgement.
create table outbox (
  lane smallint not null,
  seq bigint generated always as identity,
  id uuid not null,
  topic text not null,
  key text not null,
  type text not null,
  data text not null,
  occurred_at timestamptz not null default now(),
  primary key (lane, seq)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

comment on table outbox is 'Transactional outbox; the relay deletes a row after the broker has acknowledged it';

-- One row a lane: who locks it may send the lane''s events. Keys are spread over lanes by hash, so order per key holds.
create table outbox_lane (lane smallint primary key);
insert into outbox_lane select generate_series(0, 15);
