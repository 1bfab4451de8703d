-- Coverage: what is known of demand and supply, the plans made from it, and what people do with what is published.
-- Ids of people, units and sites are the directory's; its tables are not ours to refer to.

create table coverage_shift (
  shift_id text primary key,
  starts text not null,
  ends text not null,
  night boolean not null,
  version int not null default 1
);

create table coverage_supporter (
  person_id text primary key,
  kind text not null,
  knows jsonb not null,
  sites jsonb not null,
  shifts jsonb not null,
  max_hours_week float8 not null,
  min_rest_hours float8 not null,
  max_consecutive_days int not null,
  cost_per_hour float8 not null,
  available_from date,
  available_to date,
  unavailable jsonb not null,
  version int not null default 1
);

create table coverage_unit_need (
  unit_need_id text primary key,
  unit_id text not null,
  shift_id text not null,
  from_date date not null,
  to_date date not null,
  weekdays jsonb not null,
  headcount int not null,
  topic text not null,
  version int not null default 1
);

-- One occurrence each; recurrences were expanded by the reader of the file.
create table coverage_presence (
  presence_id text primary key,
  person_id text not null,
  unit_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  kind text not null,
  source text not null,
  confidence float8 not null,
  version int not null default 1
);
create index coverage_presence_person on coverage_presence (person_id, starts_at);
create index coverage_presence_source on coverage_presence (source, starts_at);

create table coverage_exposure (
  person_id text not null,
  on_date date not null,
  unit_id text not null,
  live_rounds int not null,
  supported_rounds int not null,
  version int not null default 1,
  primary key (person_id, on_date, unit_id)
);

create table coverage_outreach (
  outreach_id text primary key,
  person_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  minutes int not null,
  note text not null,
  source text not null default 'file',
  by_name text not null default '',
  cancelled_at timestamptz,
  version int not null default 1
);
create index coverage_outreach_person on coverage_outreach (person_id, starts_at);

create table coverage_sign_off (
  sign_off_id text primary key,
  unit_id text not null,
  shift_id text not null,
  from_date date not null,
  note text not null,
  by_name text not null,
  at timestamptz not null,
  withdrawn_at timestamptz
);

create table coverage_setting (
  key text primary key,
  value float8 not null,
  at timestamptz not null
);

-- A plan is made by a run. While `status` is waiting or running it is also the job: whoever holds the lease works on it,
-- and a lease that ran out (its holder was killed) is free to take again. The plan 'published' is what is in force.
create table coverage_plan (
  plan_id text primary key,
  name text not null,
  status text not null check (status in ('waiting', 'running', 'draft', 'failed', 'published', 'in-force')),
  from_date date,
  to_date date,
  seed int not null default 1,
  seconds_max float8 not null default 60,
  settings jsonb not null default '{}',
  changes jsonb not null default '[]',
  progress jsonb,
  result jsonb,
  problem text,
  stop_asked boolean not null default false,
  attempts int not null default 0,
  lease_holder text,
  lease_until timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  published_at timestamptz,
  version int not null default 1,
  -- The version in which so much changed at once that boards should be fetched again whole.
  whole_since int not null default 0
);
create index coverage_plan_open on coverage_plan (created_at) where status in ('waiting', 'running');
insert into coverage_plan (plan_id, name, status, created_at, created_by, version)
  values ('published', 'Published', 'in-force', now(), 'AtElbow', 0);

-- `changed` is the version of the plan in which the row (of a need: or who serves it) changed last: what a board that has
-- seen version N asks for.
create table coverage_need (
  plan_id text not null references coverage_plan on delete cascade,
  need_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  on_date date not null,
  unit_id text,
  person_id text,
  need jsonb not null,
  changed int not null,
  primary key (plan_id, need_id)
);
create index coverage_need_start on coverage_need (plan_id, starts_at);
create index coverage_need_changed on coverage_need (plan_id, changed);
create index coverage_need_person on coverage_need (plan_id, person_id, starts_at) where person_id is not null;

-- A removed assignment stays as a row: boards learn that it went, calendars that it was cancelled, and undo finds it.
create table coverage_assignment (
  plan_id text not null references coverage_plan on delete cascade,
  assignment_id text not null,
  person_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  kind text not null,
  unit_id text,
  shift_id text,
  need_ids jsonb not null,
  cost float8 not null,
  locked boolean not null default false,
  removed_at timestamptz,
  changed int not null,
  version int not null default 1,
  primary key (plan_id, assignment_id)
);
create index coverage_assignment_start on coverage_assignment (plan_id, starts_at);
create index coverage_assignment_person on coverage_assignment (plan_id, person_id, starts_at);
create index coverage_assignment_needs on coverage_assignment using gin (need_ids);
create index coverage_assignment_changed on coverage_assignment (plan_id, changed);

create table coverage_uncovered (
  plan_id text not null references coverage_plan on delete cascade,
  need_id text not null,
  missing float8 not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null,
  text text not null,
  primary key (plan_id, need_id, starts_at)
);
create index coverage_uncovered_start on coverage_uncovered (plan_id, starts_at);

create table coverage_publication (
  publication_id text primary key,
  plan_id text not null,
  name text not null,
  from_date date not null,
  to_date date not null,
  at timestamptz not null,
  by_name text not null,
  note text not null,
  gains int not null,
  loses int not null,
  changes int not null,
  notified int not null
);

create table coverage_call_out (
  call_out_id text primary key,
  person_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  reason text not null,
  status text not null check (status in ('proposed', 'accepted', 'withdrawn')),
  -- The mended assignments and what stays uncovered, as proposed; rows and versions that it was made from.
  proposal jsonb not null,
  shown jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  version int not null default 1
);
create index coverage_call_out_person on coverage_call_out (person_id, starts_at);

create table coverage_offer (
  offer_id text primary key,
  assignment_id text not null,
  person_id text not null,
  note text not null,
  status text not null check (status in ('open', 'waiting', 'taken', 'withdrawn')),
  taken_by text,
  created_at timestamptz not null
);
create unique index coverage_offer_open on coverage_offer (assignment_id) where status in ('open', 'waiting');

create table coverage_swap (
  swap_id text primary key,
  from_person text not null,
  to_person text not null,
  gives text not null,
  takes text,
  note text not null,
  status text not null check (status in ('proposed', 'waiting', 'done', 'declined', 'withdrawn')),
  created_at timestamptz not null
);
create index coverage_swap_from on coverage_swap (from_person, created_at);
create index coverage_swap_to on coverage_swap (to_person, created_at);

-- What a person is told. Written in the transaction that made it true; mail goes out afterwards from here, leased, with the
-- notice's id as its Message-ID, so that a second sending after a crash is the same message.
create table coverage_notice (
  notice_id text primary key,
  person_id text not null,
  kind text not null,
  text text not null,
  link text not null,
  at timestamptz not null,
  read_at timestamptz,
  mail text not null check (mail in ('due', 'sent', 'none', 'failed')),
  mail_attempts int not null default 0,
  mail_lease_until timestamptz
);
create index coverage_notice_person on coverage_notice (person_id, at desc);
create index coverage_notice_mail on coverage_notice (at) where mail = 'due';

-- Only a hash of each token is kept: a stolen table opens no calendar.
create table coverage_feed (
  person_id text primary key,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  last_read_at timestamptz
);
