-- Content packages of others (cmi5, SCORM), who takes them, and each time that a unit of one was opened.

create table training_package (
  package_id text primary key,
  kind text not null check (kind in ('cmi5', 'scorm-1.2', 'scorm-2004')),
  title text not null,
  -- The structure, as core/packages/course.ts has it.
  course jsonb not null,
  -- Of the zip: the same zip again is the same package.
  sha256 bytea not null unique,
  size_bytes bigint not null,
  file_count int not null,
  imported_at timestamptz not null,
  imported_by text not null,
  withdrawn_at timestamptz
);

create table training_package_file (
  package_id text not null references training_package on delete cascade,
  path text not null,
  bytes bytea not null,
  primary key (package_id, path)
);

-- One person's way through one package; the id is the registration of its statements.
create table training_registration (
  registration uuid primary key,
  package_id text not null references training_package,
  person_id text not null,
  started_at timestamptz not null,
  -- When the whole course was satisfied; what follows from the statements, kept to be listed quickly.
  satisfied_at timestamptz,
  unique (package_id, person_id)
);

create table training_unit_session (
  session_id text primary key,
  registration uuid not null references training_registration,
  -- The unit's place in the course.
  unit int not null,
  mode text not null check (mode in ('Normal', 'Browse', 'Review')),
  launched_at timestamptz not null,
  -- Hashes of what opens the files, the one-time fetch address, and the record store.
  content_hash bytea not null unique,
  fetch_hash bytea not null unique,
  key_hash bytea,
  ended_at timestamptz,
  ended_by text check (ended_by in ('terminated', 'abandoned'))
);
create index training_unit_session_registration on training_unit_session (registration);
