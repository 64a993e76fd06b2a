-- DPoP proofs that were used, shared by all processes of the hub.
create table dpop_proof (
  digest bytea primary key,
  forget_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

comment on table dpop_proof is 'A row is one proof; the first to insert it has used it (RFC 9449 section 11.1)';
comment on column dpop_proof.digest is 'SHA-256 of the key''s thumbprint and the proof''s jti';

create index dpop_proof_forget on dpop_proof (forget_at);
