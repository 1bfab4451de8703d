-- Training: what is new, what use calls for, and decisions told to other systems.

create table training_release (
  release_id text primary key,
  title text not null,
  -- What is done differently from now on, for those whom it reaches.
  change text not null,
  announced_at timestamptz not null,
  due date not null,
  competencies text[] not null,
  module_id text not null,
  mandatory boolean not null,
  by_name text not null,
  withdrawn_at timestamptz
);

create table training_refresher (
  rule_id text primary key,
  signal text not null,
  competency_id text references training_competency,
  offer text not null check (offer in ('burst', 'module', 'outreach')),
  module_id text not null default '',
  due_days integer not null check (due_days between 0 and 90)
);

-- The last decision that was told, per person: what is compared with the present one. Not a source of truth.
create table training_standing (
  person_id text primary key,
  job_role text not null,
  allow boolean not null,
  by text,
  until timestamptz,
  profiles text[] not null,
  decided_at timestamptz not null,
  sequence bigint not null
);
create index training_standing_until on training_standing (until);

-- Up to where the decisions were brought. One row.
create table training_standing_cursor (
  one boolean primary key default true check (one),
  fact_seq bigint not null,
  stamp text not null
);

-- A change of access on its way to another system. Of one person and target one at a time, newest wins.
create table training_delivery (
  delivery_id text primary key,
  target text not null,
  person_id text not null,
  sequence bigint not null,
  change jsonb not null,
  state text not null check (state in ('due', 'sent', 'superseded', 'failed')),
  tries integer not null default 0,
  next_try_at timestamptz not null,
  lease_until timestamptz,
  problem text not null default '',
  at timestamptz not null
);
create index training_delivery_due on training_delivery (next_try_at) where state = 'due';
create index training_delivery_person on training_delivery (person_id, target, sequence);

-- Who of the leads has seen that a glass was broken.
create table training_glass_seen (
  fact_id uuid not null,
  account_id text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (fact_id, account_id)
);
