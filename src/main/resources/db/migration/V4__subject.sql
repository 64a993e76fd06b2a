-- Everybody the records are about. The official number is nowhere else, and only sealed (AES-256-GCM).
create table subject (
  id uuid primary key,
  kind text not null check (kind in ('person', 'household', 'enterprise')),
  shard smallint not null,
  number bytea not null,
  enrolled_at timestamptz not null default now()
);

comment on column subject.id is 'HMAC-SHA-256 of kind and official number, as UUID version 8';
