-- Questions about everybody, on their way between processes that each hold the columns of some shards. Nothing is lost with them: who asked
-- asks again. So they are not written to the log of the database.
create unlogged table column_question (
  id uuid primary key,
  question text not null,
  asked_at timestamptz not null default now()
);

comment on table column_question is 'Lives as long as somebody waits for the answer';

create unlogged table column_answer (
  question uuid not null references column_question on delete cascade,
  process uuid not null,
  first_shard smallint not null,
  last_shard smallint not null,
  state text not null check (state in ('HEARD', 'ANSWERED', 'REFUSED')),
  answer text,
  primary key (question, first_shard, process)
);

comment on table column_answer is 'What a process says of the shards it holds; refused: not loaded yet, or it knows other policies';
