-- Legal bases as they were when the hub last started: a difference changes who may read, which the trail says.
create table legal_basis (
  code text primary key,
  content text not null
);

-- Reads without consent that two people have allowed for a short time. Its end is judged by the clock, not by a job.
create table break_glass (
  id uuid primary key,
  subject uuid not null,
  basis text not null,
  purpose text not null,
  document text not null,
  document_hash text not null check (document_hash ~ '^[0-9a-f]{64}$'),
  reason text not null,
  minutes int not null check (minutes between 1 and 60),
  delay_days int not null check (delay_days between 0 and 90),
  max_reads int not null check (max_reads > 0),
  used int not null default 0 check (used <= max_reads),
  proposed_by text not null,
  proposed_at timestamptz not null,
  approved_by text check (approved_by <> proposed_by),
  approved_at timestamptz,
  not_after timestamptz,
  decision uuid,
  check ((approved_by is null) = (not_after is null))
);

comment on column break_glass.decision is 'The leaf in which the delay was decided; null when the subject sees it at once';
