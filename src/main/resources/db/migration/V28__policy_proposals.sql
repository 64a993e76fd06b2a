-- Policies that an officer has proposed and a second one decides. The document never changes; base and report are those of the last check.
create table policy_proposal (
  id uuid primary key,
  policy_id text not null,
  base integer not null,
  document text not null,
  cases text not null,
  hash text not null,
  report text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  state text not null check (state in ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  decided_by text,
  decided_at timestamptz,
  reason text,
  publication integer,
  check ((state = 'PROPOSED') = (decided_at is null)),
  check (state not in ('APPROVED', 'REJECTED') or decided_by <> proposed_by),
  check ((state = 'APPROVED') = (publication is not null))
);

comment on column policy_proposal.report is 'What the gate has found, as JSON: the evidence of whoever decides';

-- The same words wait once.
create unique index policy_proposal_waiting on policy_proposal (policy_id, hash) where state = 'PROPOSED';
create index policy_proposal_of_policy on policy_proposal (policy_id, id);

alter table policy_publication add column approved_by text check (approved_by <> published_by);

comment on column policy_publication.approved_by is 'The second person; null for what came with the city pack';
