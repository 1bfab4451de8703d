-- Command centre: major incidents, downtime, operational periods, hand-over of a shift, the issue resolution plan, huddles.

-- The wall and the figures of the last hours read requests by time, whatever became of them.
create index support_request_created on support_request (created_at);

-- A major incident: its banner is on every page from `declared_at` until it is stood down.
create table support_incident (
  incident_id text primary key,
  title text not null,
  text text not null,
  issue_id text references support_issue,
  declared_at timestamptz not null,
  declared_by text not null,
  stood_down_at timestamptz,
  stood_down_by text,
  outcome text not null default ''
);
create unique index support_incident_one on support_incident ((true)) where stood_down_at is null;

-- The EHR is not available in a unit (null: in the whole hospital): paper is legitimate. `issue_id` is the known issue whose workaround
-- is the downtime procedure: requests about paper are answered by it.
create table support_downtime (
  downtime_id text primary key,
  unit_id text,
  starts_at timestamptz not null,
  ends_at timestamptz,
  reason text not null,
  issue_id text not null references support_issue,
  declared_at timestamptz not null,
  declared_by text not null,
  ended_by text,
  check (ends_at is null or ends_at >= starts_at)
);
create index support_downtime_start on support_downtime (starts_at);

-- An operational period (HICS): a span of work with objectives, and who holds which position.
create table support_period (
  period_id text primary key,
  name text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  objectives jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  version int not null default 1
);
create index support_period_start on support_period (starts_at);
create table support_position (
  period_id text not null references support_period on delete cascade,
  position text not null,
  holder text not null,
  person_id text,
  jobs jsonb not null,
  primary key (period_id, position)
);

-- What one shift handed to the next: the sheet as it was at that moment, what the outgoing lead added, and who took over.
create table support_hand_over (
  hand_over_id text primary key,
  at timestamptz not null,
  since timestamptz not null,
  by_account text not null,
  by_name text not null,
  sheet jsonb not null,
  notes text not null,
  accepted_at timestamptz,
  accepted_by text
);
create index support_hand_over_at on support_hand_over (at desc);

-- The resolution plan: one line for each known issue (problem).
create table support_resolution (
  issue_id text primary key references support_issue,
  stage text not null check (stage in ('found', 'working', 'answer-ready', 'closed')),
  owner_name text not null default '',
  owner_id text,
  due_at timestamptz,
  answer_kind text check (answer_kind in ('fix', 'tip-sheet', 'training', 'as-designed')),
  answer text not null default '',
  refresher text not null default '',
  changed_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  version int not null default 1,
  -- Nothing is closed silently: a closed line says what was done.
  check (stage <> 'closed' or (answer <> '' and answer_kind is not null))
);

create table support_huddle (
  huddle_id text primary key,
  at timestamptz not null,
  since timestamptz not null,
  agenda jsonb not null,
  minutes text not null default '',
  created_by text not null,
  held_at timestamptz,
  version int not null default 1
);
create index support_huddle_at on support_huddle (at desc);
create table support_action (
  action_id text primary key,
  huddle_id text not null references support_huddle,
  text text not null,
  owner_name text not null,
  owner_id text,
  due_at timestamptz,
  issue_id text references support_issue,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by text
);
create index support_action_open on support_action (due_at) where done_at is null;
create index support_action_huddle on support_action (huddle_id);

-- A broadcast may be of no known issue: the command centre speaks to everybody on duty, or to those of some units.
create index support_broadcast_at on support_broadcast (at desc);
alter table support_broadcast alter column issue_id drop not null;
