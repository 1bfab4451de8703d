-- Training: what people must be able to do, what teaches it, and the facts of the ledger where they can be found.

-- The index of facts: made from record_statement alone, in the transaction that stores the statement; may be made anew at any time.
create table training_fact (
  seq bigint primary key,
  fact_id uuid not null,
  actor text not null,
  kind text not null,
  at timestamptz not null,
  outside boolean not null,
  body jsonb not null
);
create index training_fact_actor on training_fact (actor, seq);
create index training_fact_kind on training_fact (kind, seq);

create table training_competency (
  competency_id text primary key,
  name text not null,
  description text not null,
  retired_at timestamptz
);

-- One cell of the matrix: who has this job role must have this competency at this level.
create table training_requirement (
  job_role text not null,
  competency_id text not null references training_competency,
  level integer not null check (level between 1 and 3),
  mandatory boolean not null,
  -- null: does not expire
  valid_days integer check (valid_days > 0),
  due_days_before_go_live integer not null,
  due_days_after_start integer not null,
  reason text not null,
  source text not null,
  version integer not null default 1,
  primary key (job_role, competency_id)
);

-- What was said for and against a cell.
create table training_requirement_remark (
  remark_id text primary key,
  job_role text not null,
  competency_id text not null,
  at timestamptz not null,
  by_name text not null,
  stance text not null check (stance in ('for', 'against', 'changed')),
  text text not null
);
create index training_requirement_remark_cell on training_requirement_remark (job_role, competency_id, at);

-- What proves a competency, up to which level, and what must have been done there.
create table training_teaching (
  activity text not null check (activity in ('module', 'exercise', 'class')),
  activity_id text not null,
  competency_id text not null references training_competency,
  level integer not null check (level between 1 and 3),
  proof text not null check (proof in ('passed', 'completed', 'attended')),
  primary key (activity, activity_id, competency_id)
);

-- Who has the one has the other as well.
create table training_equivalence (
  from_competency text not null references training_competency,
  to_competency text not null references training_competency,
  level integer not null check (level between 1 and 3),
  reason text not null,
  primary key (from_competency, to_competency),
  check (from_competency <> to_competency)
);

-- What a job role opens in the EHR. `needs_nothing`: why this role has access without training; empty: it does not.
create table training_role_profile (
  job_role text primary key,
  access_profiles text[] not null,
  needs_nothing text not null default ''
);

create table training_setting (
  key text primary key,
  value double precision not null
);
