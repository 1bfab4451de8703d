-- Training's refresher rules ask that somebody comes along: a friendly visit, arranged or set aside by a person, never by the rule.
create table coverage_visit (
  visit_id text primary key,
  person_id text not null,
  wanted_at timestamptz not null,
  outcome text check (outcome in ('arranged', 'set-aside')),
  outreach_id text references coverage_outreach,
  reason text not null default '',
  closed_by text,
  closed_at timestamptz,
  check ((outcome is null) = (closed_at is null))
);
create unique index coverage_visit_open on coverage_visit (person_id) where closed_at is null;
