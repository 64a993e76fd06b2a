-- Entries are appended by plain statements: calling this function took 0.2 ms of each read, four times as long.
drop function audit_append;
