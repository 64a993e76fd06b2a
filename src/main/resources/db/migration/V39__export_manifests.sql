-- What was written of each file that is always the same: one of a version, a question and a format.
create table export_manifest (
  dataset text not null references dataset,
  tag text not null,
  rows bigint not null,
  bytes bigint not null,
  sha256 text not null,
  at timestamptz not null,
  primary key (dataset, tag)
);
comment on column export_manifest.tag is 'Version, digest of the question, format';
