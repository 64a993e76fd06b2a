-- What the open catalogue says of a dataset: licence, themes, frequency, and which fields are less open.
alter table dataset add open_text text not null default '{}';

comment on column dataset.open_text is 'The section open of its description, as JSON';
