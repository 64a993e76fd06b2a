-- The last day for which the hub has looked at what the calendar alone changes: birthdays, windows of facts, dates of law.
create table matching_day (
  only_row boolean primary key default true check (only_row),
  day date not null
);
insert into matching_day (day) values ('0001-01-01');
