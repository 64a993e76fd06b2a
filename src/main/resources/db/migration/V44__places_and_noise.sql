-- What rows whose key is withheld are ordered by, and what blurs the numbers of groups of people.
do $$
declare
  d record;
begin
  for d in select dataset as id from dataset_head loop
    execute format('alter table records.%I add column _place uuid not null default gen_random_uuid()', d.id);
    execute format('alter table records.%I add column _place uuid not null default gen_random_uuid()', d.id || '__history');
    execute format('create unique index %I on records.%I (_place)', d.id || '__place', d.id);
  end loop;
end $$;

alter table dataset_head add noise uuid not null default gen_random_uuid();
comment on column dataset_head.noise is 'Secret; the same group of people is blurred by it in the same way for ever';
