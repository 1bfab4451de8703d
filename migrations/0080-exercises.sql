-- Exercises of the organisation's own, beside those that come with the product: written in the browser, published as versions.

-- `exercise_id` never changes and is none of the product's. A withdrawn exercise is begun by nobody any more.
create table sandbox_exercise (
  exercise_id text primary key,
  made_at timestamptz not null,
  made_by text not null,
  made_by_name text not null,
  copied_from text,
  withdrawn_at timestamptz
);

-- What is being written. `revision` counts savings, so that two authors don't overwrite each other unseen.
create table sandbox_exercise_draft (
  exercise_id text primary key references sandbox_exercise,
  source text not null,
  revision int not null check (revision > 0),
  base_version int,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_name text not null
);

-- Published: never changed. An attempt keeps to the version that it began with.
create table sandbox_exercise_version (
  exercise_id text not null references sandbox_exercise,
  version int not null check (version > 0),
  source text not null,
  change_note text not null,
  published_at timestamptz not null,
  published_by text not null,
  published_by_name text not null,
  primary key (exercise_id, version)
);

-- A draft as its author tries it out in the practice EHR. Attempts name the trial in place of an exercise.
create table sandbox_exercise_trial (
  trial_id text primary key,
  exercise_id text not null references sandbox_exercise,
  source text not null,
  made_at timestamptz not null,
  made_by text not null
);
create index sandbox_exercise_trial_exercise on sandbox_exercise_trial (exercise_id, made_at desc);

create trigger sandbox_exercise_version_stays before update or delete on sandbox_exercise_version
  for each row execute function sandbox_stays();
create trigger sandbox_exercise_trial_stays before update or delete on sandbox_exercise_trial
  for each row execute function sandbox_stays();

-- Null: an exercise of the product, or free practice.
alter table sandbox_attempt add column exercise_version int;
alter table sandbox_class add column exercise_version int;
