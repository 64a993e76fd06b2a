-- Who is told of a dataset's versions by webhook, and which version they were told of last.
create table dataset_follower (
  client text not null,
  topic text not null,
  dataset text not null references dataset,
  told bigint not null,
  told_at timestamptz,
  primary key (client, topic),
  foreign key (client, topic) references webhook on delete cascade
);
create index dataset_follower_by_dataset on dataset_follower (dataset, told);
comment on column dataset_follower.told is 'The version of the last message, or the latest when it was registered; moves in the transaction that appends a message';

create view webhook_idle as
  select client, topic from webhook
  where state = 'ACTIVE' and not exists (select from webhook_delivery as waiting
    where waiting.client = webhook.client and waiting.topic = webhook.topic and waiting.state = 'WAITING'
      and waiting.type <> 'webhook.ping');
comment on view webhook_idle is 'Webhooks that can be told something and are not being told anything';
