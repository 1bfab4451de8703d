-- What a SCO keeps for one learner (SCORM run-time data), as it was last committed.

create table training_scorm_run (
  registration uuid not null references training_registration on delete cascade,
  -- The unit's place in the course.
  unit int not null,
  attempt int not null,
  -- The session that may write it, and its last commit: what arrives late or from an older session changes nothing.
  session_id text not null,
  sequence int not null,
  cmi jsonb not null,
  seconds_before double precision not null,
  seconds double precision not null,
  finished boolean not null,
  committed_at timestamptz not null,
  primary key (registration, unit)
);
