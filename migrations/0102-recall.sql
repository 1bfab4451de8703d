-- Retrieval checks: items of what somebody learned, asked again some time after.
create table training_recall (
  recall_id text primary key,
  person_id text not null,
  competency_id text not null,
  -- Of which proof and which step: one check for each.
  due_at timestamptz not null,
  step int not null,
  -- [{moduleId, version, itemId}] as they were drawn
  items jsonb not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  share float8,
  unique (person_id, competency_id, due_at)
);
-- Answers stay, and with training_answer they are what proficiency is made from.
create table training_recall_answer (
  recall_id text not null references training_recall,
  item_id text not null,
  module_id text not null,
  item_hash text not null,
  task text not null,
  given jsonb not null,
  points float8 not null,
  chance float8 not null,
  answered_at timestamptz not null,
  primary key (recall_id, module_id, item_id)
);
