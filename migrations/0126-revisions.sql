-- Under which revision something computed from the directory, or from the rules of the gate, may be kept. Each write advances it in its own
-- transaction: the row is locked until that transaction ends, so no revision that was read can still change what it stands for.

create table directory_revision (
  only_one boolean primary key default true check (only_one),
  revision bigint not null
);
insert into directory_revision (revision) values (1);

create function directory_moved() returns trigger language plpgsql as $$
begin
  update directory_revision set revision = revision + 1;
  return null;
end $$;
create trigger organisation_moved after insert or update or delete or truncate on organisation
  for each statement execute function directory_moved();
create trigger site_moved after insert or update or delete or truncate on site
  for each statement execute function directory_moved();
create trigger unit_moved after insert or update or delete or truncate on unit
  for each statement execute function directory_moved();
create trigger person_moved after insert or update or delete or truncate on person
  for each statement execute function directory_moved();
create trigger role_held_moved after insert or update or delete or truncate on role_held
  for each statement execute function directory_moved();
create trigger wave_moved after insert or update or delete or truncate on wave
  for each statement execute function directory_moved();
create trigger go_live_moved after insert or update or delete or truncate on go_live
  for each statement execute function directory_moved();

create table training_revision (
  only_one boolean primary key default true check (only_one),
  revision bigint not null
);
insert into training_revision (revision) values (1);

create function training_moved() returns trigger language plpgsql as $$
begin
  update training_revision set revision = revision + 1;
  return null;
end $$;
create trigger training_competency_moved after insert or update or delete or truncate on training_competency
  for each statement execute function training_moved();
create trigger training_requirement_moved after insert or update or delete or truncate on training_requirement
  for each statement execute function training_moved();
create trigger training_teaching_moved after insert or update or delete or truncate on training_teaching
  for each statement execute function training_moved();
create trigger training_equivalence_moved after insert or update or delete or truncate on training_equivalence
  for each statement execute function training_moved();
create trigger training_role_profile_moved after insert or update or delete or truncate on training_role_profile
  for each statement execute function training_moved();
create trigger training_setting_moved after insert or update or delete or truncate on training_setting
  for each statement execute function training_moved();
create trigger training_release_moved after insert or update or delete or truncate on training_release
  for each statement execute function training_moved();
create trigger training_refresher_moved after insert or update or delete or truncate on training_refresher
  for each statement execute function training_moved();
-- Facts are only added, and their place in the ledger tells of it; but the index may be made anew.
create trigger training_fact_moved after update or delete or truncate on training_fact
  for each statement execute function training_moved();

-- What was taken back after a place in the ledger.
create index record_void_seq on record_void (seq);
create index training_fact_id on training_fact (fact_id);
