-- What learners say of what they learn with, and what becomes of it.

-- One thing that one learner said of one place: a module or exercise as a whole, a page, an item, a task. `person_id` is for telling them what
-- became of it; no page for authors reads it, unless the learner let their name be seen.
create table training_feedback (
  feedback_id text primary key,
  -- Chosen by the device: what is sent twice is said once.
  feedback_key uuid not null unique,
  person_id text not null,
  activity text not null check (activity in ('module', 'exercise')),
  activity_id text not null,
  part text not null check (part in ('whole', 'page', 'item', 'task')),
  part_id text not null default '',
  -- Of a module, as the learner had it; 0: unknown.
  version int not null default 0,
  said text not null check (said in ('wrong', 'unclear', 'too-long', 'does-not-fit', 'good')),
  comment text not null default '',
  named boolean not null default false,
  at timestamptz not null,
  -- What answers it; null: nothing yet.
  repair_id text,
  -- When its learner read the answer.
  answer_seen_at timestamptz
);
create index training_feedback_place on training_feedback (activity, activity_id, part, part_id);
create index training_feedback_person on training_feedback (person_id, at);

-- Somebody takes a place on, and ends with a repair or an answer. No row: nobody has taken it.
create table training_repair (
  repair_id text primary key,
  activity text not null check (activity in ('module', 'exercise')),
  activity_id text not null,
  part text not null check (part in ('whole', 'page', 'item', 'task')),
  part_id text not null default '',
  taken_by text not null,
  taken_at timestamptz not null,
  outcome text check (outcome in ('repaired', 'answered')),
  -- Of a repaired module: the version that has the repair.
  version int,
  -- In an author's words, for everybody: what was said, and what was changed or why nothing was.
  you_said text not null default '',
  answer text not null default '',
  -- How many the figures showed as hindered when it was answered: what was looked at and left stays quiet until it grows.
  hindered_then float8 not null default 0,
  closed_by text,
  closed_at timestamptz,
  check ((outcome is null) = (closed_at is null))
);
create unique index training_repair_open on training_repair (activity, activity_id, part, part_id) where closed_at is null;
create index training_repair_closed on training_repair (activity, activity_id, closed_at);
