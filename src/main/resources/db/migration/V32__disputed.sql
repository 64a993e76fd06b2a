-- Why a fact is missing: its records are in dispute.
alter table fact add disputed text;

comment on column fact.disputed is 'Which records are in dispute, as an expression over their columns';
