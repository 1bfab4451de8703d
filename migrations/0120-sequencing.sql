-- Where a learner is in a course of SCORM 2004 and what is known of each of its activities (SN chapter 4, the tracking model).
create table training_sequencing (
  registration uuid primary key references training_registration on delete cascade,
  tracking jsonb not null,
  changed_at timestamptz not null
);
