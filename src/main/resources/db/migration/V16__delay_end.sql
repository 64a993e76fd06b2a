-- A rule of delay that is ended before it has begun holds for no instant.
alter table audit_delay drop constraint audit_delay_check;
alter table audit_delay add constraint audit_delay_ends_after_it_begins check (valid_until >= valid_from);
alter table audit_delay add column law text, add column document text, add column ended_by uuid;

comment on column audit_delay.ended_by is 'The leaf that ended it early';
