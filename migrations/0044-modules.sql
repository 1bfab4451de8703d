-- Online modules: what is published, what is being written, what learners answered.

-- Published versions are never changed: whoever began one finishes that one. `source` is the file.
create table training_module_version (
  module_id text not null,
  version int not null check (version >= 1),
  title text not null,
  source text not null,
  content_hash bytea not null,
  change_note text not null,
  -- Feedback that this version answers: ids, as they were when it was published.
  answers text[] not null default '{}',
  published_at timestamptz not null,
  published_by text not null,
  primary key (module_id, version),
  unique (module_id, content_hash)
);
create function training_module_version_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a published module version is never changed';
end $$;
create trigger training_module_version_stays before update or delete on training_module_version
  for each row execute function training_module_version_stays();

-- What learners are given: a version, or none while the module is withdrawn.
create table training_module (
  module_id text primary key,
  current_version int not null,
  withdrawn_at timestamptz,
  foreign key (module_id, current_version) references training_module_version
);

-- One draft a module. `revision` refuses whoever saves over a draft that somebody else has changed.
create table training_module_draft (
  module_id text primary key,
  source text not null,
  base_version int,
  revision int not null,
  saved_at timestamptz not null,
  saved_by text not null
);

-- Pictures that pages show; by name, small, made by us or uploaded by an author.
create table training_media (
  name text primary key,
  content_type text not null check (content_type in ('image/svg+xml', 'image/png', 'image/jpeg', 'image/webp')),
  bytes bytea not null check (octet_length(bytes) <= 524288),
  saved_at timestamptz not null,
  saved_by text not null
);

-- The order of modules for a job role; what is not listed follows by its own head.
create table training_curriculum_entry (
  job_role text not null,
  place int not null,
  module_id text not null,
  optional boolean not null default false,
  primary key (job_role, module_id)
);

-- A module run: one person's way through one version. Only one is open at a time.
create table training_module_run (
  run_id text primary key,
  person_id text not null,
  module_id text not null,
  version int not null,
  started_at timestamptz not null,
  page int not null default 0,
  furthest_page int not null default 0,
  passed_at timestamptz,
  -- By the check alone, without the pages.
  tested_out boolean not null default false,
  ended_at timestamptz,
  foreign key (module_id, version) references training_module_version
);
create unique index training_module_run_open on training_module_run (person_id, module_id) where ended_at is null;
create index training_module_run_module on training_module_run (module_id);

-- One attempt at a knowledge check. All of them stay, those given up as well.
create table training_check (
  check_id text primary key,
  run_id text not null references training_module_run,
  number int not null,
  kind text not null check (kind in ('check', 'test-out')),
  seed int not null,
  item_ids text[] not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  share float8,
  passed boolean,
  unique (run_id, number)
);

-- What somebody answered, once and for all. `answer_key` is chosen by the device: what is sent twice is one answer.
create table training_answer (
  answer_key uuid primary key,
  seq bigint generated always as identity unique,
  run_id text not null references training_module_run,
  check_id text references training_check,
  person_id text not null,
  module_id text not null,
  version int not null,
  item_id text not null,
  -- Of the question's words: statistics of an item start anew when they change.
  item_hash text not null,
  task text not null,
  given jsonb not null,
  points float8 not null,
  chance float8 not null,
  -- The first answer of this person to this item: what proficiency and item statistics are made from.
  first boolean not null,
  answered_at timestamptz not null,
  stored_at timestamptz not null
);
create unique index training_answer_once on training_answer (check_id, item_id) where check_id is not null;
create index training_answer_run on training_answer (run_id);
create index training_answer_item on training_answer (module_id, item_id);
create index training_answer_person on training_answer (person_id, task);

-- Made from the answers and always to be made again from them: ratings of people by task, and of items.
create table training_proficiency (
  person_id text not null,
  task text not null,
  mean float8 not null,
  variance float8 not null,
  answers int not null,
  at timestamptz not null,
  primary key (person_id, task)
);
create table training_item_rating (
  module_id text not null,
  item_id text not null,
  item_hash text not null,
  mean float8 not null,
  variance float8 not null,
  answers int not null,
  primary key (module_id, item_id, item_hash)
);
