-- Consents: who may see what of whom, for what, how often and until when.
create table consent (
  id uuid primary key,
  version int not null check (version > 0),
  subject uuid not null,
  kind text not null,
  recipient text not null,
  product text,
  purpose text not null,
  reference text,
  rule_set text not null,
  items text[] not null,
  lookback_months int not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  max_reads int not null,
  max_reads_per_day int not null,
  retention_days int not null,
  onward boolean not null,
  approvals_needed int not null,
  approved_by text[] not null default '{}',
  state text not null check (state in ('PENDING', 'PARTIALLY_APPROVED', 'ACTIVE', 'PAUSED', 'SUSPENDED',
    'REJECTED', 'CANCELLED', 'TIMED_OUT', 'REVOKED', 'EXPIRED', 'EXHAUSTED')),
  before_suspension text check (before_suspension in ('ACTIVE', 'PAUSED')),
  proposed_at timestamptz not null,
  approve_by timestamptz not null,
  events int not null,
  head text not null,
  used int not null default 0 check (used <= max_reads),
  used_on date,
  used_that_day int not null default 0,
  last_used_at timestamptz,
  check ((state = 'SUSPENDED') = (before_suspension is not null))
) with (fillfactor = 70);

comment on column consent.state is 'What the last event made of it; time may have ended it since';
comment on column consent.used_that_day is 'On the day used_on, the city''s';
comment on column consent.head is 'Hash of the last event';

-- No column of these changes when a consent is used, so a use writes no index.
create index consent_of_recipient on consent (recipient, id);
create index consent_of_subject on consent (subject, id);
create index consent_undecided on consent (approve_by) where state in ('PENDING', 'PARTIALLY_APPROVED');
create index consent_in_force on consent (not_after) where state in ('ACTIVE', 'PAUSED', 'SUSPENDED');

-- What each version allowed.
create table consent_version (
  consent uuid not null references consent (id),
  version int not null,
  items text[] not null,
  lookback_months int not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  max_reads int not null,
  max_reads_per_day int not null,
  retention_days int not null,
  onward boolean not null,
  at timestamptz not null,
  primary key (consent, version)
);

-- Every move, chained by hashes for each consent.
create table consent_event (
  consent uuid not null references consent (id),
  seq int not null check (seq > 0),
  version int not null,
  move text not null,
  from_state text not null,
  to_state text not null,
  actor text not null,
  role text not null,
  at timestamptz not null,
  terms text not null,
  words text not null,
  previous text not null,
  hash text not null,
  primary key (consent, seq)
);

comment on column consent_event.terms is 'SHA-256 of the terms after it';
comment on column consent_event.words is 'SHA-256 of the words that were agreed to';

create function never_changes() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;

create trigger consent_event_stays before update or delete on consent_event
  for each row execute function never_changes();
create trigger consent_event_stays_whole before truncate on consent_event
  for each statement execute function never_changes();
create trigger consent_version_stays before update or delete on consent_version
  for each row execute function never_changes();
create trigger consent_version_stays_whole before truncate on consent_version
  for each statement execute function never_changes();

-- Enterprises for which more than one must approve.
create table consent_approval_rule (
  subject uuid primary key,
  needed int not null check (needed between 1 and 10)
);

-- Answers to requests with an Idempotency-Key, sealed.
create table consent_answer (
  client text not null,
  key text not null,
  digest text not null,
  consent uuid,
  answer bytea,
  forget_at timestamptz not null,
  primary key (client, key)
);

create index consent_answer_forget on consent_answer (forget_at);
