-- Runs in slices of the shards, so that several processes work on one run at the same time.
create table matching_run_slice (
  run_id uuid not null references matching_run,
  slice smallint not null,
  first_shard smallint not null,
  last_shard smallint not null,
  matched bigint not null default 0,
  eligible bigint not null default 0,
  undetermined bigint not null default 0,
  position uuid,
  heartbeat timestamptz,
  started_at timestamptz not null default now(),
  primary key (run_id, slice)
) with (fillfactor = 50);

comment on table matching_run_slice is 'What is still to be done of open runs; a slice that is done is added to its run and goes';
comment on column matching_run_slice.position is 'The last subject done; work goes on after it';
comment on column matching_run_slice.heartbeat is 'When its worker was last heard of';
comment on column matching_run_slice.started_at is 'As its run: older runs come first';

create index matching_run_slice_next on matching_run_slice (started_at, run_id, slice);

insert into matching_run_slice (run_id, slice, first_shard, last_shard, position, started_at)
select id, 0, 0, 255, position, started_at from matching_run where state = 'RUNNING';

alter table matching_run
  add publication integer not null default 0,
  drop column position,
  drop column heartbeat;

comment on column matching_run.publication is 'Of the policy, when the run began: who works on it must know at least this one';
