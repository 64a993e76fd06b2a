-- Paid periods that are decided anew because a publication reaches back.
create table recomputation (
  id uuid primary key,
  policy_id text not null,
  publication integer not null,
  since date not null,
  subjects bigint not null default 0,
  corrections bigint not null default 0,
  topped_up_fen bigint not null default 0,
  clawed_back_fen bigint not null default 0,
  position uuid,
  heartbeat timestamptz,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);

comment on column recomputation.id is 'The run for which the publication asks, so that hearing of it twice starts one';
comment on column recomputation.since is 'The first day for which the law says something else than before';
comment on column recomputation.position is 'The last subject done; it goes on after it';

create index recomputation_open on recomputation (started_at) where ended_at is null;
create index recomputation_of_policy on recomputation (policy_id, started_at);
