-- The catalogue: who publishes, what is published, which facts follow. Tables of datasets and columns of facts are made
-- from it while the hub runs, in the transaction that changes it.

create table department (
  id text primary key,
  title_zh text not null,
  title_en text not null,
  version integer not null
);
comment on table department is 'Who publishes data';

create table dataset (
  id text primary key,
  department text not null references department,
  title_zh text not null,
  title_en text not null,
  description_zh text not null,
  description_en text not null,
  subject_kind text,
  subject_field text,
  key_fields text not null,
  sharing text not null,
  opening text not null,
  source text not null,
  schema_text text not null,
  schema_version integer not null,
  version integer not null,
  check ((subject_kind is null) = (subject_field is null))
);
create index dataset_department on dataset (department);
comment on table dataset is 'Kinds of records; the records of one are in schema records, in the table of its id';
comment on column dataset.key_fields is 'Names of the fields that tell records apart, separated by spaces';
comment on column dataset.schema_text is 'JSON Schema 2020-12; text, so that the order of properties is kept';

create table fact (
  name text primary key,
  title_zh text not null,
  title_en text not null,
  dataset text not null references dataset,
  derivation text not null,
  type text not null,
  column_name text,
  condition text,
  window_on text,
  window_months integer,
  order_by text,
  otherwise text,
  version integer not null,
  check ((window_on is null) = (window_months is null))
);
create index fact_dataset on fact (dataset);
comment on table fact is 'How attributes of subjects follow from records; their values are in schema facts';

-- One row: grows with every change, so that a process sees in one look whether what it has in memory is still so.
create table catalog_revision (
  only_row boolean primary key default true check (only_row),
  revision bigint not null
);
insert into catalog_revision (revision) values (0);

create schema records;
comment on schema records is 'One table of records and one of their superseded versions for each dataset';

create schema facts;
comment on schema facts is 'One row a subject, one column a fact; null is missing';

-- Rows are rewritten often and the columns are not indexed: room on the page keeps most updates in place.
create table facts.person (
  _subject uuid primary key,
  _shard smallint not null,
  _changed_at timestamptz not null
) with (fillfactor = 80);
create table facts.household (
  _subject uuid primary key,
  _shard smallint not null,
  _changed_at timestamptz not null
) with (fillfactor = 80);
create table facts.enterprise (
  _subject uuid primary key,
  _shard smallint not null,
  _changed_at timestamptz not null
) with (fillfactor = 80);
create index person_shard on facts.person (_shard);
create index household_shard on facts.household (_shard);
create index enterprise_shard on facts.enterprise (_shard);
