-- What has changed in the open catalogue: a row is written by each registration that opens a dataset, changes one that is open, or withdraws it.
create table dataset_change (
  id bigint generated always as identity primary key,
  dataset text not null references dataset,
  revision bigint not null,
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in ('OPENED', 'CHANGED', 'WITHDRAWN')),
  title_zh text not null,
  title_en text not null,
  opening text not null,
  added text not null default '',
  widened text not null default '',
  levels text not null default ''
);
create index dataset_change_by_time on dataset_change (at, id);
create index dataset_change_of_dataset on dataset_change (dataset, at, id);
comment on column dataset_change.revision is 'Of the catalogue after the change';
comment on column dataset_change.title_zh is 'As it was then';
comment on column dataset_change.added is 'Names of the fields that are new, separated by spaces';
comment on column dataset_change.widened is 'Names of the fields that take more values than before';
comment on column dataset_change.levels is 'Names of the fields that are more or less open than before';

-- What is open already was opened with its first version.
insert into dataset_change (dataset, revision, at, kind, title_zh, title_en, opening)
select d.id, r.revision, coalesce(v.recorded_at, clock_timestamp()), 'OPENED', d.title_zh, d.title_en, d.opening
from dataset d cross join catalog_revision r left join dataset_version v on v.dataset = d.id and v.version = 1
where d.opening <> 'NONE' order by 3, 1;
