-- Offered, declined, suspended and excluded are states of their own, and every move is kept.
alter table entitlement
  drop constraint entitlement_state_check,
  add constraint entitlement_state_check check (state in ('UNDETERMINED', 'MATCHED', 'NOTIFIED', 'DECLINED', 'GRANTED',
    'SUSPENDED', 'EXCLUDED', 'WITHDRAWN')),
  add column excluded_by text,
  add column held boolean not null default false,
  add column granted_on date,
  add column ledgers jsonb not null default '{}',
  add column rank bigint[] not null default '{}',
  add constraint entitlement_excluded_by check ((state = 'EXCLUDED') = (excluded_by is not null));

comment on column entitlement.excluded_by is 'policy:<id>, ledger:<name> or budget:<stretch>; the last one waits for money';
comment on column entitlement.held is 'Suspended by the authority: whatever is decided, nothing is granted until it resumes';
comment on column entitlement.granted_on is 'The day of the grant; a benefit that is due once is due for this day';
comment on column entitlement.ledgers is 'The keys it is entered under, by ledger';
comment on column entitlement.rank is 'Its place among those who wait for money; lower goes first';

-- Who moved what, in the order of the commits of one subject.
create table entitlement_move (
  seq bigint generated always as identity primary key,
  policy_id text not null,
  subject uuid not null,
  move text not null,
  state text not null,
  version date,
  amount_fen bigint,
  as_of date not null,
  actor text not null,
  role text not null,
  at timestamptz not null
);

create index entitlement_move_of_subject on entitlement_move (subject, policy_id, seq);

create trigger entitlement_move_stays before update or delete on entitlement_move
  for each row execute function never_changes();
create trigger entitlement_move_stays_whole before truncate on entitlement_move
  for each statement execute function never_changes();

-- Money of one period of the benefit. The first row is the payment; what a new decision adds or asks back follows.
create table entitlement_payment (
  policy_id text not null,
  subject uuid not null,
  period_from date not null,
  n int not null check (n >= 0),
  kind text not null check (kind in ('DISBURSED', 'TOPPED_UP', 'CLAWED_BACK')),
  version date not null,
  amount_fen bigint not null,
  as_of date not null,
  actor text not null,
  role text not null,
  at timestamptz not null,
  primary key (policy_id, subject, period_from, n),
  check ((n = 0) = (kind = 'DISBURSED')),
  check ((amount_fen < 0) = (kind = 'CLAWED_BACK'))
);

comment on column entitlement_payment.period_from is 'First day of the month, quarter or year; the day of the grant where it is due once';
comment on column entitlement_payment.amount_fen is 'Signed: what is asked back is negative';
comment on column entitlement_payment.as_of is 'The day for which it was decided; decided again, it is decided for this day';

create trigger entitlement_payment_stays before update or delete on entitlement_payment
  for each row execute function never_changes();
create trigger entitlement_payment_stays_whole before truncate on entitlement_payment
  for each statement execute function never_changes();
