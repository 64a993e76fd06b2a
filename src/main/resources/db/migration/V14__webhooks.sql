-- Where recipients want to be told what happens, one place for each topic.
create table webhook (
  client text not null,
  topic text not null,
  url text not null,
  state text not null check (state in ('ACTIVE', 'DISABLED')),
  registered_at timestamptz not null,
  last_delivered_at timestamptz,
  failing_since timestamptz,
  failures int not null default 0,
  retry_at timestamptz,
  primary key (client, topic)
);

comment on column webhook.failures is 'In a row, whatever was sent; 0 after a success';
comment on column webhook.retry_at is 'While it fails nothing is sent before then';

-- What they are told. A row is appended in the transaction it tells of, and stays for a while after its end.
create table webhook_delivery (
  seq bigint generated always as identity primary key,
  id uuid not null unique,
  client text not null,
  topic text not null,
  about text not null,
  type text not null,
  body text not null,
  state text not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'GIVEN_UP')),
  attempts int not null default 0,
  due_at timestamptz not null default clock_timestamp(),
  taken_until timestamptz,
  attempted_at timestamptz,
  outcome text,
  status int,
  created_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  foreign key (client, topic) references webhook on delete cascade,
  check ((state = 'WAITING') = (ended_at is null))
);

comment on column webhook_delivery.taken_until is 'Until then one process is at it; afterwards it has died, and others may';

create index webhook_delivery_waiting on webhook_delivery (client, topic, due_at) where state = 'WAITING';
create index webhook_delivery_order on webhook_delivery (client, topic, about, seq) where state = 'WAITING';
create index webhook_delivery_taken on webhook_delivery (client, topic, taken_until) where state = 'WAITING' and taken_until is not null;
create index webhook_delivery_list on webhook_delivery (client, topic, seq);
create index webhook_delivery_ended on webhook_delivery (ended_at) where state <> 'WAITING';
