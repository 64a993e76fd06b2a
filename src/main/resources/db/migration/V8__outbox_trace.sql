-- The trace in which an event was appended goes on where the event is heard.
alter table outbox add column traceparent text;

comment on column outbox.traceparent is 'W3C Trace Context of the transaction that appended the event; null when it was not traced';
