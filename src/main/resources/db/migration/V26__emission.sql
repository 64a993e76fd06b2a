-- A row of the outbox carries several events of its lane and topic: a row, an index entry and a number each cost more than the event.
alter table outbox alter column id type uuid[] using array[id];
alter table outbox alter column key type text[] using array[key];
alter table outbox alter column type type text[] using array[type];
alter table outbox alter column data type text[] using array[data];
alter table outbox add column events int not null default 1;
alter table outbox alter column events drop default;
-- What is kept for a moment is not worth compressing.
alter table outbox
  alter column id set storage external,
  alter column key set storage external,
  alter column type set storage external,
  alter column data set storage external;

comment on column outbox.events is 'How many events it carries; the arrays have one element each, in the order of the appends';

-- Most entitlements are granted, and are found by their policy; the index is for the few that are not.
drop index entitlement_by_state;
create index entitlement_by_other_state on entitlement (policy_id, state, subject) where state <> 'GRANTED';
