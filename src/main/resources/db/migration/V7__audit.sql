-- Entries of committed transactions that have no index yet. The sequencer moves them to audit_leaf.
create table audit_pending (
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  id uuid not null,
  kind text not null,
  actor text not null,
  role text not null,
  subject uuid,
  purpose text not null,
  consent text,
  consent_version int,
  law text,
  document text,
  fields text not null,
  answer uuid,
  batch int not null,
  details text not null,
  at timestamptz not null,
  delayed_until timestamptz,
  delay_decision uuid,
  primary key (xid, seq)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

comment on column audit_pending.xid is 'The writing transaction; taken once it is older than every running one';
comment on column audit_pending.fields is 'Names separated by commas';
comment on column audit_pending.details is 'name=value separated by commas';

create index audit_pending_of_subject on audit_pending (subject) where subject is not null;

-- The leaves of the log. What is signed is the text; the other columns only find it.
create table audit_leaf (
  index bigint primary key check (index >= 0),
  id uuid not null unique,
  subj bytea,
  visible_from timestamptz not null,
  entry text not null
);

comment on column audit_leaf.subj is 'HMAC-SHA-256 of the subject''s pseudonym with its salt';
comment on column audit_leaf.entry is 'The leaf as hashed: canonical JSON (RFC 8785)';

create index audit_leaf_of_subject on audit_leaf (subj, id) where subj is not null;

-- Without its salt nobody can say which leaves are about a subject.
create table audit_salt (
  subject uuid primary key,
  salt bytea not null
);

-- Purposes whose reads are shown to the subject later. Each was decided in a leaf.
create table audit_delay (
  decision uuid primary key,
  purpose text not null,
  days int not null check (days > 0),
  valid_from timestamptz not null,
  valid_until timestamptz not null check (valid_until > valid_from)
);

create index audit_delay_of_purpose on audit_delay (purpose, valid_until);

-- The one way into the trail, also for statements that read, count a quota and append in one round trip:
-- with c as (update consent … returning …), a as (select audit_append(array[…], …) from c) select … from c, a.
-- Arrays have one element an entry. A rule of delay for the purpose applies when it is later than the entry's own delay.
create function audit_append(
  ids uuid[], kinds text[], actors text[], roles text[], subjects uuid[], purposes text[],
  consents text[], consent_versions int[], laws text[], documents text[],
  fields text[], answers uuid[], batches int[], details text[],
  times timestamptz[], delays timestamptz[], decisions uuid[]) returns bigint
language sql volatile as $$
  with appended as (
    insert into audit_pending (
      id, kind, actor, role, subject, purpose, consent, consent_version, law, document,
      fields, answer, batch, details, at, delayed_until, delay_decision)
    select
      e.id, e.kind, e.actor, e.role, e.subject, e.purpose, e.consent, e.consent_version, e.law, e.document,
      e.fields, e.answer, e.batch, e.details, e.at,
      case when rule.until > coalesce(e.delay, e.at) then rule.until else e.delay end,
      case when rule.until > coalesce(e.delay, e.at) then rule.decision else e.decision end
    from unnest(ids, kinds, actors, roles, subjects, purposes, consents, consent_versions, laws, documents,
        fields, answers, batches, details, times, delays, decisions)
      with ordinality as e (id, kind, actor, role, subject, purpose, consent, consent_version, law, document,
        fields, answer, batch, details, at, delay, decision, n)
    left join lateral (
      select r.decision, e.at + make_interval(days => r.days) as until
      from audit_delay r
      where r.purpose = e.purpose and r.valid_from <= e.at and e.at < r.valid_until
      order by r.days desc limit 1) rule on true
    order by e.n
    returning 1)
  select count(*) from appended
$$;
