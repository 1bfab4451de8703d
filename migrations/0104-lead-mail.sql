-- Mail to a unit's leads when somebody of theirs broke glass. Made once for each fact and lead; leased, tried again, kept.
create table training_lead_mail (
  fact_id uuid not null,
  lead_id text not null,
  person_id text not null,
  job_role text not null,
  until timestamptz not null,
  due_at timestamptz not null,
  tries int not null default 0,
  outcome text check (outcome in ('sent', 'none', 'failed')),
  primary key (fact_id, lead_id)
);
create index training_lead_mail_due on training_lead_mail (due_at) where outcome is null;
