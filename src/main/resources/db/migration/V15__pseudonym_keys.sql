-- A subject is called by the digest of its number with the key of the day it was enrolled, for ever. When the key changes its
-- number has another digest, which stands beside the name; null where it is the name.
alter table subject
  add column digest uuid,
  add column digest_key int;

create unique index subject_number on subject ((coalesce(digest, id)));

comment on column subject.id is 'HMAC-SHA-256 of kind and official number with the key of enrolment, as UUID version 8; never changes';
comment on column subject.digest is 'The same with the key that digest_key names; null when it is the id';
comment on column subject.digest_key is 'The first four bytes of the key''s SHA-256; null on rows older than this column';

-- The keys that digests were or are made with. The one that became current last makes new ones, in all processes.
create table pseudonym_key (
  id int primary key,
  current_since timestamptz not null,
  unmarked boolean not null default false,
  retired_at timestamptz
);

comment on column pseudonym_key.unmarked is 'Whether rows without a key id may be left, which are this key''s';
comment on column pseudonym_key.retired_at is 'Since when no digest needs it';
