-- Matchings of one policy against everybody.
create table matching_run (
  id uuid primary key,
  policy_id text not null,
  state text not null default 'RUNNING' check (state in ('RUNNING', 'COMPLETED', 'CANCELLED')),
  as_of date not null,
  total bigint not null,
  matched bigint not null default 0,
  eligible bigint not null default 0,
  undetermined bigint not null default 0,
  position uuid,
  heartbeat timestamptz,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);

comment on column matching_run.position is 'The last subject done; a resumed run goes on after it';
comment on column matching_run.heartbeat is 'When its worker was last heard of';

create index matching_run_open on matching_run (started_at) where state = 'RUNNING';

-- What each subject is entitled to, policy by policy. A subject that was never eligible nor undetermined has no row.
create table entitlement (
  policy_id text not null,
  subject uuid not null,
  shard smallint not null,
  kind text not null,
  state text not null check (state in ('GRANTED', 'UNDETERMINED', 'WITHDRAWN')),
  version date,
  amount_fen bigint,
  period text,
  figures jsonb not null default '{}',
  missing text[] not null default '{}',
  as_of date not null,
  changed_at timestamptz not null,
  primary key (policy_id, subject)
);

comment on column entitlement.version is 'First day of the policy version that was applied';
comment on column entitlement.amount_fen is 'Per period, in fen; only of a granted one';

create index entitlement_of_subject on entitlement (subject);
create index entitlement_by_state on entitlement (policy_id, state, subject);
