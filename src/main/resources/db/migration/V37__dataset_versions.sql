-- Versions of what is open: every transaction that changes a dataset's records makes the next one.
create table dataset_head (
  dataset text primary key references dataset,
  version bigint not null,
  recorded_at timestamptz not null,
  rows bigint not null
) with (fillfactor = 50);
comment on table dataset_head is 'The latest version of each dataset that is or was open to the public';
comment on column dataset_head.recorded_at is 'When its records were stored; later than that of the version before';
comment on column dataset_head.rows is 'How many records are in force';

create table dataset_version (
  dataset text not null references dataset,
  version bigint not null,
  recorded_at timestamptz not null,
  rows bigint not null,
  changed bigint not null,
  primary key (dataset, version)
);
create index dataset_version_by_time on dataset_version (dataset, recorded_at);
comment on column dataset_version.changed is 'How many records are new, different or withdrawn since the version before';

-- What has been stored before is version 1.
do $$
declare
  d record;
  n bigint;
  at timestamptz;
begin
  for d in select id from dataset where opening <> 'NONE' loop
    execute format('select count(*) filter (where not _withdrawn),'
      ' greatest(clock_timestamp(), max(_recorded_at) + interval ''1 microsecond'') from records.%I', d.id) into n, at;
    insert into dataset_head (dataset, version, recorded_at, rows) values (d.id, 1, at, n);
    insert into dataset_version (dataset, version, recorded_at, rows, changed)
      select dataset, version, recorded_at, rows, rows from dataset_head where dataset = d.id;
    execute format('create index %I on records.%I (_recorded_at)', d.id || '__recorded', d.id);
    execute format('create index %I on records.%I (_superseded_at)', d.id || '__history_superseded', d.id || '__history');
  end loop;
end $$;
