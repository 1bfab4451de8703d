-- Instructor-led classes: what is taught where and by whom, meetings, seats, timetable runs, invitations.

create table training_course (
  course_id text primary key,
  name text not null,
  minutes int not null check (minutes > 0),
  seats_max int not null check (seats_max > 0),
  -- Courses that must be over before this one begins.
  after text[] not null default '{}',
  retired_at timestamptz
);

create table training_room (
  room_id text primary key,
  name text not null,
  site_id text not null,
  seats int not null check (seats > 0),
  retired_at timestamptz
);

create table training_room_closed (
  closed_id text primary key,
  room_id text not null references training_room,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  reason text not null
);
create index training_room_closed_room on training_room_closed (room_id, starts_at);

create table training_trainer (
  person_id text primary key,
  courses text[] not null,
  sites text[] not null,
  retired_at timestamptz
);

create table training_trainer_away (
  away_id text primary key,
  person_id text not null references training_trainer,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at)
);
create index training_trainer_away_person on training_trainer_away (person_id, starts_at);

-- When people work, from learner-shifts.csv: they are not in class then.
create table training_learner_shift (
  person_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  primary key (person_id, starts_at)
);

-- How many of a unit may be in class at once; a unit without a line has the setting's share.
create table training_unit_away (
  unit_id text primary key,
  away_max int not null check (away_max >= 0)
);

create table class_meeting (
  meeting_id text primary key,
  course_id text not null references training_course,
  room_id text not null references training_room,
  trainer_id text not null references training_trainer,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  seats int not null check (seats > 0),
  state text not null check (state in ('planned', 'held', 'cancelled')),
  -- Shown in the room: whoever opens it there is there.
  code text not null unique,
  -- Of the calendar entry: rises with each change.
  sequence int not null default 0,
  created_at timestamptz not null
);
create index class_meeting_time on class_meeting (starts_at);
-- Overlaps are refused under a lock; these hold even if that were wrong.
create unique index class_meeting_room on class_meeting (room_id, starts_at) where state <> 'cancelled';
create unique index class_meeting_trainer on class_meeting (trainer_id, starts_at) where state <> 'cancelled';

create table class_seat (
  meeting_id text not null references class_meeting,
  person_id text not null,
  state text not null check (state in ('seated', 'waiting', 'given-up', 'attended', 'missed')),
  -- The order of the waiting list.
  asked_at timestamptz not null,
  place bigint generated always as identity,
  changed_at timestamptz not null,
  primary key (meeting_id, person_id)
);
create index class_seat_person on class_seat (person_id);

create table timetable_run (
  run_id text primary key,
  from_date date not null,
  to_date date not null,
  seed int not null,
  seconds_max int not null check (seconds_max between 1 and 3600),
  created_at timestamptz not null,
  created_by text not null,
  state text not null check (state in ('due', 'running', 'made', 'failed', 'published')),
  progress jsonb,
  result jsonb,
  problem text,
  stop_asked boolean not null default false,
  attempts int not null default 0,
  lease_holder text,
  lease_until timestamptz
);

create table class_notice (
  notice_id text primary key,
  meeting_id text not null references class_meeting,
  person_id text not null,
  kind text not null check (kind in ('invite', 'cancel', 'reminder')),
  sequence int not null,
  due_at timestamptz not null,
  state text not null default 'due' check (state in ('due', 'sent', 'none')),
  tries int not null default 0,
  lease_until timestamptz
);
create index class_notice_due on class_notice (due_at) where state = 'due';
