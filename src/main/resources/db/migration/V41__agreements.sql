-- Agreements (数据利用协议) under which a client may read what is open under conditions.
create table dataset_agreement (
  id uuid primary key,
  dataset text not null references dataset,
  client uuid not null references client on delete cascade,
  purpose text not null,
  intended_use text not null,
  words text not null,
  state text not null check (state in ('APPLIED', 'APPROVED', 'REFUSED', 'ENDED')),
  applied_at timestamptz not null,
  until date not null,
  decided_at timestamptz,
  reason text,
  ends_at timestamptz,
  check ((state = 'APPLIED') = (decided_at is null)),
  check (state <> 'APPROVED' or ends_at is not null)
);
comment on column dataset_agreement.words is 'SHA-256 of the text that the applicant has agreed to';
comment on column dataset_agreement.until is 'The last day, as asked for';
create unique index dataset_agreement_applied on dataset_agreement (dataset, client) where state = 'APPLIED';
create index dataset_agreement_client on dataset_agreement (client, id);
create index dataset_agreement_dataset on dataset_agreement (dataset, id);
