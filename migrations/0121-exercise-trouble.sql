-- A published exercise of the organisation's own that the product gave up on, so that its author learns of it. Another version has troubles of its own.
create table sandbox_exercise_trouble (
  exercise_id text not null,
  version int not null,
  -- slow: its rules looked too long at somebody's work. unreadable: it can't be read as an exercise any more.
  kind text not null check (kind in ('slow', 'unreadable')),
  -- Of the exercise as it was read; empty where it was not.
  digest text not null,
  found_at timestamptz not null,
  primary key (exercise_id, version),
  foreign key (exercise_id, version) references sandbox_exercise_version
);
