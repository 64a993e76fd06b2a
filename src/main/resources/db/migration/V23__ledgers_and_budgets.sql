-- How often something was granted under a key. A key's row is what two grants at once wait for.
create table ledger_key (
  ledger text not null,
  key uuid not null,
  primary key (ledger, key)
);

comment on column ledger_key.key is 'First half of a SHA-256 over the parts of the key; the subject is one of them where it is counted for itself';

create table ledger_entry (
  ledger text not null,
  key uuid not null,
  policy_id text not null,
  subject uuid not null,
  entered_on date not null,
  primary key (ledger, key, policy_id, subject, entered_on),
  foreign key (ledger, key) references ledger_key
);

create index ledger_entry_of_subject on ledger_entry (subject, policy_id);

-- Money of a policy for a calendar year, or for as long as it is law. The row is locked by whoever promises some of it.
create table policy_budget (
  policy_id text not null,
  stretch text not null,
  committed_fen bigint not null default 0 check (committed_fen >= 0),
  primary key (policy_id, stretch)
);

comment on column policy_budget.committed_fen is 'What grants will have cost by the end of the stretch';

create table budget_commitment (
  policy_id text not null,
  stretch text not null,
  subject uuid not null,
  fen bigint not null check (fen >= 0),
  due_fen bigint not null,
  active boolean not null,
  primary key (policy_id, stretch, subject),
  foreign key (policy_id, stretch) references policy_budget
);

comment on column budget_commitment.due_fen is 'A period''s amount before it is shared';
comment on column budget_commitment.active is 'Not of a grant that has ended; then fen is what had been paid';

create index entitlement_waiting on entitlement (policy_id, rank, changed_at, subject) where excluded_by like 'budget:%';
