-- Comparisons of what is stored with what matching everybody now would give.
create table matching_reconciliation (
  id uuid primary key,
  policies text[] not null,
  state text not null default 'RUNNING' check (state in ('RUNNING', 'COMPLETED', 'CANCELLED')),
  as_of date not null,
  total bigint not null,
  compared bigint not null default 0,
  kind text,
  position uuid,
  settling_since timestamptz,
  heartbeat timestamptz,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);

comment on column matching_reconciliation.kind is 'The kind of subject it is at; position is the last one of them that is done';
comment on column matching_reconciliation.settling_since is 'When everybody was compared; what may still be under way is compared again from then on';

create index matching_reconciliation_open on matching_reconciliation (started_at) where state = 'RUNNING';

-- How many subjects were found how, policy by policy.
create table matching_finding (
  reconciliation uuid not null references matching_reconciliation,
  policy_id text not null,
  finding text not null,
  subjects bigint not null,
  primary key (reconciliation, policy_id, finding)
);

-- Some of those found different.
create table matching_difference (
  reconciliation uuid not null references matching_reconciliation,
  policy_id text not null,
  subject uuid not null,
  finding text not null,
  expected_state text not null,
  expected_version date,
  expected_fen bigint,
  found_state text,
  found_version date,
  found_fen bigint,
  primary key (reconciliation, policy_id, subject)
);

-- Differences that a change on its way may explain; they are looked at again.
create table matching_unsettled (
  reconciliation uuid not null references matching_reconciliation,
  kind text not null,
  subject uuid not null,
  policy_id text not null,
  primary key (reconciliation, kind, subject, policy_id)
);
