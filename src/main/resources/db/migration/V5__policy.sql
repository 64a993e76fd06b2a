-- Policies as they were published, with their golden cases. Rows are never changed: a correction is the next number.
create table policy_publication (
  id text primary key,
  policy_id text not null,
  number integer not null,
  document text not null,
  cases text not null,
  hash text not null,
  published_by text not null,
  published_at timestamptz not null,
  unique (policy_id, number)
);

comment on column policy_publication.hash is 'SHA-256 of the canonical document and cases';
