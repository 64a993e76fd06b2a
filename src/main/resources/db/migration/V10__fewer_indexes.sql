-- A subject's shard is the first byte of its pseudonym, so the primary key finds the rows of a shard as a range. An index of
-- its own cost a sixth of every new row.
drop index facts.person_shard;
drop index facts.household_shard;
drop index facts.enterprise_shard;
