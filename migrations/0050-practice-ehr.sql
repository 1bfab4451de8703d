-- Practice EHR: hospitals that attempts began on, attempts, and all that ever happened in each.

-- A hospital as it was made from a version of its generator, a seed and a start day. It is kept as it was, so that an attempt
-- can be opened, replayed and graded again after the generator changed. `resources`: a JSON array, gzip.
create table sandbox_hospital (
  hospital_id text primary key,
  generator text not null,
  seed int not null,
  start_date date not null,
  time_zone text not null,
  resource_count int not null,
  resources bytea not null,
  made_at timestamptz not null
);

-- A named group of attempts that is watched together. Learners join by its code.
create table sandbox_class (
  class_id text primary key,
  code text not null unique,
  name text not null,
  exercise_id text,
  opened_by text not null,
  opened_by_name text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- Null: learners do not see their marks yet.
  marks_released_at timestamptz
);

-- `entry_count`: how many lines its journal has; the next one's number less one.
create table sandbox_attempt (
  attempt_id text primary key,
  account_id text not null,
  person_id text,
  learner_name text not null,
  exercise_id text,
  class_id text references sandbox_class,
  hospital_id text not null references sandbox_hospital,
  virtual_start timestamptz not null,
  time_zone text not null,
  started_at timestamptz not null,
  last_entry_at timestamptz not null,
  entry_count int not null default 0,
  submitted_at timestamptz
);
create index sandbox_attempt_account on sandbox_attempt (account_id, started_at desc);
create index sandbox_attempt_person on sandbox_attempt (person_id, started_at desc) where person_id is not null;
create index sandbox_attempt_class on sandbox_attempt (class_id) where class_id is not null;
create index sandbox_attempt_exercise on sandbox_attempt (exercise_id) where exercise_id is not null;

-- The journal of an attempt: versions written, things done that are no write, the clock, resets, undos, the submission.
-- The attempt as it stands follows from its hospital and this. `change` is JSON as text: what is read back is what was sent.
create table sandbox_entry (
  attempt_id text not null references sandbox_attempt,
  seq int not null,
  at timestamptz not null,
  virtual_at timestamptz not null,
  account_id text,
  kind text not null,
  change text not null,
  primary key (attempt_id, seq)
);

-- Each grading of a submission, the newest counts; the first is never lost.
create table sandbox_grade (
  grade_id bigint generated always as identity primary key,
  attempt_id text not null references sandbox_attempt,
  graded_at timestamptz not null,
  grader text not null,
  exercise_digest text not null,
  score float8 not null,
  passed boolean not null,
  unsafe boolean not null,
  result jsonb not null
);
create index sandbox_grade_attempt on sandbox_grade (attempt_id, grade_id desc);

-- An instructor's word over the grader's. The grade stays as it was.
create table sandbox_mark_override (
  override_id bigint generated always as identity primary key,
  attempt_id text not null references sandbox_attempt,
  at timestamptz not null,
  by_account text not null,
  by_name text not null,
  score float8 not null,
  passed boolean not null,
  reason text not null
);
create index sandbox_mark_override_attempt on sandbox_mark_override (attempt_id, override_id desc);

create function sandbox_stays() returns trigger language plpgsql as $$
begin
  raise exception 'what happened in an attempt is never changed or removed';
end $$;
create trigger sandbox_entry_stays before update or delete on sandbox_entry for each row execute function sandbox_stays();
create trigger sandbox_grade_stays before update or delete on sandbox_grade for each row execute function sandbox_stays();
create trigger sandbox_mark_override_stays before update or delete on sandbox_mark_override for each row execute function sandbox_stays();
create trigger sandbox_hospital_stays before update or delete on sandbox_hospital for each row execute function sandbox_stays();
