-- Needs assessment: how each job role works today and will work, its tasks, what hurts, what people say.

-- A map is a list of steps (core/needs/workflow.ts). One row a role; `version` refuses whoever saves over somebody else's change.
create table training_workflow (
  job_role text primary key,
  today jsonb not null,
  future jsonb not null,
  version int not null,
  changed_at timestamptz not null,
  changed_by text not null
);

create table training_task (
  task_id text primary key,
  job_role text not null,
  name text not null,
  times_a_week double precision not null check (times_a_week >= 0),
  -- 1: a nuisance when it goes wrong … 5: somebody is harmed
  harm int not null check (harm between 1 and 5),
  -- 1: like today … 5: wholly other than today
  change int not null check (change between 1 and 5),
  competency_id text,
  version int not null default 1
);
create index training_task_role on training_task (job_role);

create table training_pain_point (
  pain_id text primary key,
  task_id text not null references training_task on delete cascade,
  text text not null,
  severity int not null check (severity between 1 and 5),
  source text not null check (source in ('interview', 'survey', 'observation', 'ticket')),
  at timestamptz not null,
  by_name text not null
);
create index training_pain_point_task on training_pain_point (task_id);

-- One answer a person and task; answering again replaces it. Shown in sums only.
create table training_survey_answer (
  task_id text not null references training_task on delete cascade,
  person_id text not null,
  times_a_week double precision not null check (times_a_week >= 0),
  -- 1: no trouble … 5: dread it
  worry int not null check (worry between 1 and 5),
  comment text not null,
  at timestamptz not null,
  primary key (task_id, person_id)
);
