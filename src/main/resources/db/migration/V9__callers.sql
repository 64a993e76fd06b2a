-- DPoP proofs that were used, shared by all processes of the hub.
create table dpop_proof (
  digest bytea primary key,
  forget_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

comment on table dpop_proof is 'A row is one proof; the first to insert it has used it (RFC 9449 section 11.1)';
comment on column dpop_proof.digest is 'SHA-256 of the key''s thumbprint and the proof''s jti';

create index dpop_proof_forget on dpop_proof (forget_at);

-- What callers have used of a day's budget, over all processes.
create table caller_day (
  client text not null,
  day date not null,
  units int not null,
  primary key (client, day)
);

comment on column caller_day.day is 'A day of the city';
comment on column caller_day.units is 'Cost units given out to processes; never more than the budget of the client''s tier';
