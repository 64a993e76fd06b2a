-- What was known of a subject at an earlier time is read from the history, by subject. Where the key begins with the subject its index does.
do $$
declare
  d record;
begin
  for d in
    select id, subject_field from dataset
    where subject_field is not null and split_part(key_fields, ' ', 1) <> subject_field
  loop
    execute format('create index if not exists %I on records.%I (%I)',
      d.id || '__history_subject', d.id || '__history', d.subject_field);
  end loop;
end
$$;

-- Which publication was law at an earlier time.
create index policy_publication_time on policy_publication (policy_id, published_at);

-- Since when anything is known at all.
create index batch_start on batch (started_at);
