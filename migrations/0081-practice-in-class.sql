-- Training: the practice class that a trainer opened for a class meeting. `practice_class_id` is the practice EHR's.
create table class_practice (
  meeting_id text primary key references class_meeting,
  practice_class_id text not null,
  code text not null,
  opened_at timestamptz not null,
  opened_by text not null
);
